import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { XlsbLimits } from '../limits';

/** What reading a file in a process of its own came to. */
export interface Cost {
  /** `read`, the code of an XlsbError, or another error as a text. */
  readonly outcome: string;
  readonly message: string;
  /** Of all sheets. */
  readonly rows: number;
  readonly ms: number;
  /** The most memory that the process had, Node's own included. */
  readonly peakMb: number;
}

/** How the sheets are read. */
export type Way = 'open' | 'declaredRange' | 'table' | 'rows' | 'batches';

/** Reads files in processes of their own: only there is the peak of the memory that of one reading. */
export class Measured {
  readonly #program: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'xlsb-'));
  #files = 0;

  private constructor(program: string) {
    this.#program = program;
  }

  static async build(): Promise<Measured> {
    const program = fileURLToPath(new URL('../../.cache/measured-child.mjs', import.meta.url));
    await build({
      entryPoints: [fileURLToPath(new URL('./child.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    return new Measured(program);
  }

  /** Keeps a file for as long as this lasts. Gives its path. */
  file(bytes: Uint8Array): string {
    const path = this.path();
    writeFileSync(path, bytes);
    return path;
  }

  /** A path for a file that is to be written. */
  path(): string {
    return join(this.#folder, `${++this.#files}.xlsb`);
  }

  async read(path: string, how: Way, limits: Partial<XlsbLimits> = {}): Promise<Cost> {
    const options = [this.#program, path, how, JSON.stringify(limits)];
    const { stdout } = await promisify(execFile)(process.execPath, options);
    return JSON.parse(stdout) as Cost;
  }

  /** Removes the files. */
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
