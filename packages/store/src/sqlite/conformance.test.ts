import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreConformance, type StorePlace } from '@stock-analyzer/store/conformance';
import { checkStoreModel } from '@stock-analyzer/store/conformance/model';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InterruptedWriter } from '../testing/interrupt';
import { openSqliteStore } from './index';

const writer = new InterruptedWriter('sqlite');
beforeAll(() => writer.build());
afterAll(() => writer.remove());

function place(): StorePlace {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const path = join(folder, 'stock.db');
  return {
    open: () => openSqliteStore(path),
    interrupt: (week) => writer.interrupt(path, week),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

const run = runStoreConformance({
  adapter: 'sqlite',
  runsIn: 'Node',
  describe,
  test: (name, body) => test(name, { timeout: 30_000 }, body),
  place,
});

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/sqlite.json');
});

test('says what the model says', { timeout: 120_000 }, () => checkStoreModel(fc, { place, runs: 30 }));
