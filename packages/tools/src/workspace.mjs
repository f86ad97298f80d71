import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace's root folder. */
export const root = resolve(fileURLToPath(import.meta.url), '../../../..');

/** Packages share this scope; the rest of a name is the package's folder. */
export const scope = '@stock-analyzer/';

/** The export condition under which a package offers its source. */
export const sourceCondition = '@stock-analyzer/source';

/**
 * @typedef {object} Entry One public entry of a package.
 * @property {string} subpath As in `exports`: `.`, `./sql`…
 * @property {string} source Path of the source file from the package's folder.
 * @property {string} output Path in `dist`, without extension; '' if the source is plain JavaScript, used as it is.
 * @property {boolean} cjs Whether it is offered to `require` as well.
 * @property {boolean} types Whether it is offered with types.
 * @property {true} [bundled] It holds all that it imports, and is one file: an entry named `./bundle`, or a script.
 * @property {true} [script] It is a file for a `<script>` tag, the package's `unpkg`.
 * @property {string} [condition] The export condition under which it stands for the entry without one: `node`.
 *
 * @typedef {object} Package
 * @property {string} name Full name, for example `@stock-analyzer/schema`.
 * @property {string} folder Folder name, for example `schema`.
 * @property {string} dir Absolute path.
 * @property {any} manifest The package.json.
 * @property {Entry[]} entries What its `exports` and `bin` offer from source.
 * @property {string[]} uses Names of the workspace packages it depends on.
 */

/** @returns {Package[]} every package of the workspace, each after those it depends on. */
export function workspacePackages() {
  const packages = readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .flatMap((item) => readPackage(item.name));
  return sortByUse(packages);
}

/** @param {string} folder @returns {Package[]} */
function readPackage(folder) {
  const dir = join(root, 'packages', folder);
  const manifest = readManifest(dir);
  if (!manifest) return [];
  const dependencies = { ...manifest.peerDependencies, ...manifest.dependencies };
  const uses = Object.keys(dependencies).filter((name) => name.startsWith(scope));
  return [{ name: manifest.name, folder, dir, manifest, entries: entriesOf(manifest), uses }];
}

/** @param {string} dir */
function readManifest(dir) {
  try {
    return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw new Error(`${dir}/package.json cannot be read`, { cause: error });
  }
}

/**
 * The entries that a package.json declares. `exports` names each source under the source condition;
 * a `bin` of `./dist/NAME.js` comes from `src/NAME.ts`, an `unpkg` of `./dist/NAME.iife.js` from `src/NAME/script.ts`.
 *
 * @param {any} manifest @returns {Entry[]}
 */
export function entriesOf(manifest) {
  /** @type {Entry[]} */
  const entries = [];
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    if (typeof target === 'string' && target.endsWith('.mjs')) {
      entries.push({ subpath, source: target, output: '', cjs: false, types: false });
    }
    const sources = target[sourceCondition];
    if (!sources) continue;
    const { default: source, ...variants } = typeof sources === 'string' ? { default: sources } : sources;
    entries.push(entryOf(subpath, source, target));
    for (const [condition, variant] of Object.entries(variants)) {
      entries.push({ ...entryOf(subpath, variant, target[condition]), condition });
    }
  }
  const bins = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
  for (const bin of new Set(bins)) {
    const output = outputName(bin);
    entries.push({
      subpath: `bin:${output}`,
      source: `./src/${output}.ts`,
      output,
      cjs: false,
      types: false,
    });
  }
  if (manifest.unpkg) {
    const output = outputName(manifest.unpkg);
    const name = output.replace(/\.iife$/, '');
    entries.push({
      subpath: `script:${name}`,
      source: `./src/${name}/script.ts`,
      output,
      cjs: false,
      types: false,
      bundled: true,
      script: true,
    });
  }
  return entries;
}

/** @param {string} subpath @param {string} source @param {any} target @returns {Entry} */
function entryOf(subpath, source, target) {
  const built = target.import?.default ?? target.import ?? target.default;
  return {
    subpath,
    source,
    output: outputName(built),
    cjs: target.require !== undefined,
    types: target.import?.types !== undefined,
    ...(subpath === './bundle' && { bundled: true }),
  };
}

/** The entries that have to be built. @param {Package} item */
export const builtEntries = (item) => item.entries.filter((entry) => entry.output !== '');

/** @param {string} built */
function outputName(built) {
  return built.replace(/^\.\/dist\//, '').replace(/\.m?js$/, '');
}

/** @param {Package[]} packages */
function sortByUse(packages) {
  /** @type {Package[]} */
  const sorted = [];
  /** @param {Package} item */
  const visit = (item) => {
    if (sorted.includes(item)) return;
    for (const used of packages)
      if (item.uses.includes(used.name) && !used.uses.includes(item.name)) visit(used);
    sorted.push(item);
  };
  packages.forEach(visit);
  return sorted;
}
