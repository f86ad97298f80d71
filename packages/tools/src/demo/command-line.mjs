import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

const bin = join(root, 'packages/cli/dist/bin.js');

/**
 * Runs the built command line. Ctrl-C reaches it as well, and it decides how to stop.
 *
 * @param {string[]} args
 * @param {object} [options]
 * @param {boolean} [options.quiet] Keep what it prints; errors and progress are shown.
 * @returns {Promise<{ exitCode: number, printed: string }>}
 */
export function commandLine(args, { quiet = false } = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['inherit', quiet ? 'pipe' : 'inherit', 'inherit'],
  });
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    printed += text;
  });
  const wait = () => {};
  process.on('SIGINT', wait);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', wait);
      resolve({ exitCode: code ?? 1, printed });
    });
  });
}
