import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { describeWorker } from '../testing/worker-cases';
import { checkInWorker } from './check-in-worker';

const program = fileURLToPath(new URL('../../.cache/checks-worker.mjs', import.meta.url));

beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('../testing/checks.worker.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@stock-analyzer/source'],
    logLevel: 'silent',
  }),
);

describeWorker(() => {
  const worker = new Worker(program);
  return { worker: worker, end: () => worker.terminate() };
});

it.each([
  ['throw new Error("no script")', 'no script'],
  ['process.exit(3)', 'code 3'],
])('a worker that runs %s fails the check', async (script, word) => {
  const worker = new Worker(script, { eval: true });
  await expect(checkInWorker(worker, [])).rejects.toMatchObject({
    code: 'WORKER_FAILED',
    message: expect.stringContaining(word),
  });
});
