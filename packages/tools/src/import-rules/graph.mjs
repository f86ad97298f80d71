import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importsOf } from './imports-of.mjs';

/**
 * @typedef {object} SourceFile
 * @property {string} path From the workspace's root, for example `packages/schema/src/index.ts`.
 * @property {string} text
 *
 * @typedef {object} Target What an import leads to.
 * @property {'file' | 'entry' | 'builtin' | 'npm' | 'nothing'} kind
 * @property {string} name The file's path, the entry's or the module's specifier.
 * @property {string} [folder] The folder of the package that the entry belongs to.
 * @property {string} [subpath] The entry.
 * @property {string} [source] Path of the entry's source, if the package has this entry.
 *
 * @typedef {import('./imports-of.mjs').Import & { target: Target }} Edge
 * @typedef {object} Node
 * @property {string} path
 * @property {string | undefined} folder The package that the file belongs to; undefined for examples.
 * @property {boolean} shipped Whether it is part of the package and not a test or a benchmark.
 * @property {Edge[]} imports
 * @typedef {Map<string, Node>} Graph
 */

/**
 * @param {SourceFile[]} files
 * @param {Pick<import('../workspace.mjs').Package, 'name' | 'folder' | 'entries'>[]} packages
 * @returns {Graph}
 */
export function importGraph(files, packages) {
  const paths = new Set(files.map((file) => file.path));
  return new Map(
    files.map(({ path, text }) => {
      const folder = /^packages\/([^/]+)\//.exec(path)?.[1];
      const shipped =
        folder !== undefined &&
        path.startsWith(`packages/${folder}/src/`) &&
        !path.startsWith(`packages/${folder}/src/testing/`) &&
        !/\.test(-d)?\./.test(path);
      const imports = importsOf(path, text).map((item) => ({
        ...item,
        target: item.specifier.startsWith('.')
          ? fileTarget(posix.join(posix.dirname(path), item.specifier), paths)
          : packageTarget(item.specifier, packages),
      }));
      return [path, { path, folder, shipped, imports }];
    }),
  );
}

/** @param {string} path @param {Set<string>} paths @returns {Target} */
function fileTarget(path, paths) {
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')];
  const found = candidates.find((candidate) => paths.has(candidate));
  return found ? { kind: 'file', name: found } : { kind: 'nothing', name: path };
}

/**
 * @param {string} specifier
 * @param {Pick<import('../workspace.mjs').Package, 'name' | 'folder' | 'entries'>[]} packages
 * @returns {Target}
 */
function packageTarget(specifier, packages) {
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
  const owner = packages.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  if (!owner) return { kind: 'npm', name: /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier };
  const subpath = `.${specifier.slice(owner.name.length)}`;
  const entry = owner.entries.find((candidate) => candidate.subpath === subpath);
  const source = entry && posix.join('packages', owner.folder, entry.source);
  return { kind: 'entry', name: specifier, folder: owner.folder, subpath, ...(source ? { source } : {}) };
}
