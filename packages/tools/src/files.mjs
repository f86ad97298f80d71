import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspacePackages } from './workspace.mjs';

const generated = new Set(['node_modules', 'dist', '.cache']);

/** @param {string} folder @returns {string[]} every file below a folder, in order, without what tools made. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return generated.has(item.name) ? [] : filesBelow(path);
      return item.isFile() ? [path] : [];
    });
}

/** @param {string} path */
export const isTest = (path) => /\.test(-d)?\.[a-z]+$/.test(path);

/** @returns {string[]} the packages' TypeScript sources, without tests. */
export function sourceFiles() {
  return workspacePackages()
    .flatMap((item) => filesBelow(join(item.dir, 'src')))
    .filter((path) => path.endsWith('.ts') && !isTest(path));
}

/** @returns {string[]} the Markdown pages that people read; generated API pages are not among them. */
export function pages() {
  const top = ['README.md', 'CONTRIBUTING.md'];
  const packages = workspacePackages().map((item) => `packages/${item.folder}/README.md`);
  const below = ['docs', 'examples'].flatMap((folder) => filesBelow(join(root, folder)));
  return [...[...top, ...packages].map((path) => join(root, path)).filter(existsSync), ...below].filter(
    (path) => path.endsWith('.md') && !path.startsWith(join(root, 'docs/api/')),
  );
}
