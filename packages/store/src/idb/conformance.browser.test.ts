import { type ProvidedWeek, runStoreConformance, type StorePlace } from '@stock-analyzer/store/conformance';
import { checkStoreModel } from '@stock-analyzer/store/conformance/model';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HalfWrite } from '../testing/half-write.worker';
import { openIdbStore } from './index';

let count = 0;

function place(): StorePlace {
  const name = `conformance-${Date.now()}-${count++}`;
  return {
    open: () => openIdbStore({ name }),
    interrupt: (week) => interrupt(name, week),
    remove: async () => {
      indexedDB.deleteDatabase(name);
    },
  };
}

/** A worker dies as a tab does: whatever it was at. */
async function interrupt(name: string, { dataset, ...options }: ProvidedWeek): Promise<void> {
  const worker = new Worker(new URL('../testing/half-write.worker.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ name, dataset, options } satisfies HalfWrite);
  });
  worker.terminate();
}

const run = runStoreConformance({ adapter: 'idb', runsIn: 'Chromium', describe, test, place });

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/idb.json');
});

test('does what a plain model does', () => checkStoreModel(fc, { place, runs: 60 }), 60_000);
