import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace.mjs';

const toolchain = [
  'tsconfig.base.json',
  'tsconfig.json',
  'packages/tools/src/build',
  'packages/tools/src/workspace.mjs',
  'packages/tools/node_modules/tsup/package.json',
];

/**
 * A hash of everything that a package's build depends on: its sources without tests, its package.json, the
 * build's own configuration, and for types also the sources of the packages that it uses.
 *
 * @param {import('../workspace.mjs').Package} item
 * @param {string[]} [inputs] Hashes of the packages it uses.
 */
export function sourceHash(item, inputs = []) {
  const hash = createHash('sha256');
  for (const path of toolchain) addPath(hash, join(root, path));
  addPath(hash, join(item.dir, 'package.json'));
  addPath(hash, join(item.dir, 'src'));
  for (const input of inputs) hash.update(input);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addPath(hash, path) {
  for (const file of filesOf(path)) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile() && !/\.test(-d)?\.[a-z]+$/.test(item.name))
    .map((item) => join(item.parentPath, item.name))
    .sort();
}

/** @typedef {{ js?: string, types?: string }} Stamp The source hashes that `dist` was built from. */

/** @param {import('../workspace.mjs').Package} item @returns {Stamp} */
export function readStamp(item) {
  const complete = item.entries.every((entry) => existsSync(join(item.dir, 'dist', `${entry.output}.js`)));
  if (!complete || !existsSync(stampPath(item))) return {};
  const stamp = JSON.parse(readFileSync(stampPath(item), 'utf8'));
  const typed = item.entries.filter((entry) => entry.types);
  const typesComplete = typed.every((entry) => existsSync(join(item.dir, 'dist', `${entry.output}.d.ts`)));
  return typesComplete ? stamp : { js: stamp.js };
}

/** @param {import('../workspace.mjs').Package} item @param {Stamp} stamp */
export function writeStamp(item, stamp) {
  mkdirSync(dirname(stampPath(item)), { recursive: true });
  writeFileSync(stampPath(item), `${JSON.stringify(stamp)}\n`);
}

/** @param {import('../workspace.mjs').Package} item */
function stampPath(item) {
  return join(item.dir, '.cache/build.json');
}
