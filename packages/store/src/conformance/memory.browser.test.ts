import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../memory';
import { runStoreConformance } from './index';

const run = runStoreConformance({
  adapter: 'memory',
  runsIn: 'Node and Chromium',
  describe,
  test,
  place: () => ({ open: async () => openMemoryStore() }),
});

test('the record is that of the table in docs/store-adapters.md', async () => {
  const json = `${JSON.stringify(run.record(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../conformance/memory.json');
});
