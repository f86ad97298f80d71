import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { filesBelow } from '../files.mjs';
import { workspacePackages } from '../workspace.mjs';

/** @typedef {{ name: string, path: string, dir: string }} Bench */

/**
 * A benchmark is known by the name of its file, and by that of the folder that it shares with others.
 *
 * @param {string[]} names Empty for all.
 * @returns {Bench[]}
 */
export function findBenches(names) {
  return workspacePackages().flatMap(({ dir }) =>
    filesBelow(join(dir, 'bench')).flatMap((path) => {
      const [, folder, name] = /([^/]+)\/([^/]+)\.bench\.ts$/.exec(path) ?? [];
      if (!folder || !name) return [];
      return names.length === 0 || names.includes(name) || names.includes(folder)
        ? [{ name, path, dir }]
        : [];
    }),
  );
}

/**
 * Runs one benchmark in a fresh process. The benchmark itself is compiled; what it imports by package name is
 * the built package, just as a user has it.
 *
 * @param {Bench} bench
 * @param {(line: string) => void} print Gets every line that the benchmark prints.
 * @param {readonly string[]} [options] What the benchmark finds in `process.argv`.
 */
export async function runBench({ name, path, dir }, print, options = []) {
  const outfile = join(dir, '.cache/bench', `${name}.mjs`);
  await build({
    entryPoints: [path],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
  });
  const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', outfile, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  /** @type {{ name: string, value: number, unit: string }[]} */
  const lines = [];
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    print(line);
    const figure = parseFigure(line);
    if (figure) lines.push(figure);
  }
  return { lines, status: /** @type {number | null} */ (await ended) };
}

/** A line `name value unit`; anything else is for people. @param {string} line */
export function parseFigure(line) {
  const [, name, value, unit] = /^([\w.-]+) (-?\d[\d.e+-]*) (\S+)$/.exec(line) ?? [];
  return name && unit ? { name, value: Number(value), unit } : undefined;
}
