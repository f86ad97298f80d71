import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('a stream of two million rows needs little more memory than a short one', {
  timeout: 120_000,
}, async () => {
  const program = fileURLToPath(new URL('../../.cache/stream-child.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL('../testing/stream-child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@stock-analyzer/source'],
    logLevel: 'silent',
  });
  const measure = async (count: number) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, String(count)]);
    return JSON.parse(stdout) as { rows: number; issues: number; mb: number };
  };
  const short = await measure(20_000);
  const long = await measure(2_000_000);
  expect(long.rows).toBe(2_000_000);
  expect(long.issues).toBeGreaterThan(200_000);
  // Two words a ticker, in a table that is at least a quarter full: at most 128 MB, and half of it while it grows.
  expect(long.mb - short.mb).toBeLessThan(200);
});
