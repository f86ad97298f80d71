import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from './build/stamp.mjs';
import { workspacePackages } from './workspace.mjs';

/**
 * Files that are made by the fixtures: once, and again when the fixtures have changed.
 *
 * @param {string} folder Holds nothing but these files.
 * @param {string[]} names
 * @param {(name: string, path: string) => void | Promise<void>} make Writes the file of this name to the path.
 * @returns {Promise<string[]>} their paths.
 */
export async function generatedFiles(folder, names, make) {
  mkdirSync(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  const generator = workspacePackages().find((item) => item.folder === 'fixtures');
  const madeBy = generator ? sourceHash(generator) : '';
  const stamp = join(folder, 'made-by.txt');
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === madeBy;
  if (isFresh && paths.every((path) => existsSync(path))) return paths;

  for (const name of names) {
    const path = join(folder, name);
    await make(name, `${path}.tmp`);
    renameSync(`${path}.tmp`, path);
  }
  writeFileSync(stamp, madeBy);
  return paths;
}
