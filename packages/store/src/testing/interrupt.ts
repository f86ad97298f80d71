import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableToRows } from '@stock-analyzer/schema';
import type { ProvidedWeek } from '@stock-analyzer/store/conformance';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program that publishes a week into a file, to be killed in the middle of it. */
export class InterruptedWriter {
  readonly #engine: 'sqlite' | 'sqljs';
  readonly #program: string;

  constructor(engine: 'sqlite' | 'sqljs') {
    this.#engine = engine;
    this.#program = join(root, `.cache/interrupted-${engine}.mjs`);
  }

  build(): Promise<unknown> {
    return build({
      entryPoints: [join(root, 'src/testing/interrupted-writer.ts')],
      outfile: this.#program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['libsql', 'sql.js'],
      conditions: ['@stock-analyzer/source'],
    });
  }

  /** Has another process publish the week, and kills it soon after it has begun. */
  interrupt(path: string, { dataset, ...options }: ProvidedWeek): Promise<void> {
    const { asOf, fields } = dataset;
    const file = `${path}.week.json`;
    writeFileSync(file, JSON.stringify({ rows: tableToRows(fields), asOf, ...options }));
    const child = spawn(process.execPath, [this.#program, path, file, this.#engine], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((resolve) => {
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 50));
      child.once('exit', () => resolve());
    });
  }

  remove(): void {
    rmSync(this.#program);
  }
}
