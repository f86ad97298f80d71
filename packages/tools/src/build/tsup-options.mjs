import { sourceCondition } from '../workspace.mjs';

/**
 * The one tsup configuration of the workspace.
 *
 * Entries of a package share chunks (in CommonJS too), so that a class is the same class whichever entry it
 * is imported from. Nothing of another package is bundled, but into an entry that is to be one file. `node:` imports stay as they are: what an
 * entry may import is the import rules' business, so one platform-neutral output serves Node and browsers.
 *
 * @param {import('../workspace.mjs').Entry[]} entries
 * @param {'js' | 'types'} part
 * @returns {import('tsup').Options[]}
 */
export function tsupOptions(entries, part) {
  if (part === 'types') {
    return run(
      entries.filter((entry) => entry.types),
      ['esm', 'cjs'],
      { dts: { only: true } },
    );
  }
  const script = { ...oneFile, outExtension: () => ({ js: '.js' }) };
  const modules = [false, true].flatMap((bundled) => {
    const chosen = entries.filter((entry) => !entry.script && Boolean(entry.bundled) === bundled);
    const options = bundled ? oneFile : { sourcemap: true };
    const cjs = chosen.filter((entry) => entry.cjs);
    return [...run(chosen, ['esm'], options), ...run(cjs, ['cjs'], options)];
  });
  const scripts = entries.filter((entry) => entry.script);
  return [...modules, ...run(scripts, ['iife'], script)];
}

/** @type {import('tsup').Options} */
const oneFile = { minify: true, noExternal: [/./], splitting: false };

/**
 * @param {import('../workspace.mjs').Entry[]} entries
 * @param {import('tsup').Format[]} format
 * @param {import('tsup').Options} options
 * @returns {import('tsup').Options[]}
 */
function run(entries, format, options) {
  if (entries.length === 0) return [];
  return [
    {
      config: false,
      silent: true,
      entry: Object.fromEntries(entries.map((entry) => [entry.output, entry.source])),
      format,
      target: 'es2022',
      platform: 'neutral',
      skipNodeModulesBundle: true,
      removeNodeProtocol: false,
      splitting: true,
      clean: false,
      // esbuild remembers the folder that it was loaded in.
      esbuildOptions: (esbuild) => {
        esbuild.absWorkingDir = process.cwd();
        esbuild.conditions = [sourceCondition];
      },
      ...options,
    },
  ];
}
