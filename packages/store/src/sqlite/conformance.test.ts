import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreConformance } from '@stock-analyzer/store/conformance';
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from './index';

const run = runStoreConformance({
  adapter: 'sqlite',
  runsIn: 'Node',
  describe,
  test,
  place: () => {
    const folder = mkdtempSync(join(tmpdir(), 'store-'));
    return {
      open: () => openSqliteStore(join(folder, 'stock.db')),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
});

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/sqlite.json');
});
