import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, workspacePackages } from '../workspace.mjs';
import { allExamples } from './extract.mjs';
import { toModule } from './to-module.mjs';

/**
 * Writes every example as a module of its own, for the tests to run or for the compiler to check. A module
 * lies below the package that it belongs to, so that it finds the package's dependencies.
 *
 * @param {string} folder Name of the folder in `.cache` to write to; what it holds is replaced.
 * @returns {{ name: string, path: string, run: boolean, problem: Error | undefined }[]} with the reason where
 * an example cannot be turned into a module.
 */
export function writeExamples(folder) {
  removeExamples(folder);
  return allExamples().map((example) => {
    const name = `${example.file}:${example.line}`;
    const owner = /^packages\/[^/]+/.exec(example.file)?.[0] ?? '.';
    const path = join(root, owner, '.cache', folder, `${name.replaceAll(/[^\w.-]+/g, '_')}.ts`);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, toModule(example));
      return { name, path, run: example.run, problem: undefined };
    } catch (error) {
      return { name, path, run: example.run, problem: /** @type {Error} */ (error) };
    }
  });
}

/** @param {string} folder */
export function removeExamples(folder) {
  for (const dir of [root, ...workspacePackages().map((item) => item.dir)]) {
    rmSync(join(dir, '.cache', folder), { recursive: true, force: true });
  }
}
