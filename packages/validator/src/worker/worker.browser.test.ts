import { expect, it } from 'vitest';
import { describeWorker } from '../testing/worker-cases';
import { checkInWorker } from './check-in-worker';

describeWorker(() => {
  const worker = new Worker(new URL('../testing/checks.worker.ts', import.meta.url), { type: 'module' });
  return { worker, end: () => worker.terminate() };
});

it('a worker without a script fails the check', async () => {
  const worker = new Worker('/nowhere.js', { type: 'module' });
  await expect(checkInWorker(worker, [])).rejects.toMatchObject({ code: 'WORKER_FAILED' });
  worker.terminate();
});
