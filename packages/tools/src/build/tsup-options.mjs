/**
 * The one tsup configuration of the workspace.
 *
 * Entries of a package share chunks (in CommonJS too), so that a class is the same class whichever entry it
 * is imported from. Nothing of another package is bundled, and `node:` imports stay as they are: what an
 * entry may import is the import rules' business, so one platform-neutral output serves Node and browsers.
 *
 * @param {import('../workspace.mjs').Entry[]} entries
 * @param {'js' | 'types'} part
 * @returns {import('tsup').Options[]}
 */
export function tsupOptions(entries, part) {
  const cjs = entries.filter((entry) => entry.cjs);
  const typed = entries.filter((entry) => entry.types);
  const runs =
    part === 'types'
      ? [run(typed, ['esm', 'cjs'], { dts: { only: true } })]
      : [run(entries, ['esm'], { sourcemap: true }), run(cjs, ['cjs'], { sourcemap: true })];
  return runs.flat();
}

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
      },
      ...options,
    },
  ];
}
