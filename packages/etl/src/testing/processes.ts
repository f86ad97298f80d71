import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program that tests start and kill, compiled for a process of its own. */
export class ChildProgram {
  readonly #path: string;
  readonly #children: ChildProcess[] = [];

  private constructor(path: string) {
    this.#path = path;
  }

  static async build(name: string): Promise<ChildProgram> {
    const path = join(root, '.cache', `${name}.mjs`);
    await build({
      entryPoints: [join(root, 'src/testing/child.ts')],
      outfile: path,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['libsql', '@e965/xlsx'],
      conditions: ['@stock-analyzer/source'],
    });
    return new ChildProgram(path);
  }

  /** Starts it; resolves at its first word. */
  start(...args: string[]): Promise<{ readonly word: string; readonly child: ChildProcess }> {
    return this.#spawned(process.execPath, [this.#path, ...args]);
  }

  /** Starts it where no file may grow beyond so many kilobytes. */
  startLimited(kilobytes: number, ...args: string[]): Promise<{ readonly word: string }> {
    // The signal ignored, writing beyond the limit is an error like that of a full disk.
    const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
    return this.#spawned('bash', ['-c', script, process.execPath, this.#path, ...args]);
  }

  #spawned(
    command: string,
    args: string[],
  ): Promise<{ readonly word: string; readonly child: ChildProcess }> {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout.once('data', (data) => resolve({ word: String(data).trim(), child }));
      child.once('exit', (code, signal) =>
        reject(new Error(`The child ended with ${code ?? signal} and no word`)),
      );
    });
  }

  /** Kills what still runs and removes the program. */
  remove(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#path, { force: true });
  }
}

/** Kills a process as a power cut would. */
export function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
