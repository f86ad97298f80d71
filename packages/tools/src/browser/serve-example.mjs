import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from '../workspace.mjs';
import { servePages, TYPES } from './serve-pages.mjs';

/**
 * Serves an example's files, and in the place of what it takes from `node_modules` the same made from source.
 *
 * @param {string} example Name of its folder.
 * @param {Parameters<typeof servePages>[0]} options
 * @returns {Promise<import('./serve-pages.mjs').PageServer>}
 */
export function serveExample(example, { built, pages = {}, headers = {} }) {
  /** @type {Record<string, string>} */
  const files = { ...pages };
  const folder = join(root, 'examples', example);
  for (const name of readdirSync(folder)) {
    if (extname(name) in TYPES) files[`/${name}`] = readFileSync(join(folder, name), 'utf8');
  }
  return servePages({ built, pages: files, headers });
}
