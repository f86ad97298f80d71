import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adapterTable } from '../testing/adapter-table';
import { type ConformanceRecord, storeScenarios } from './index';

const folder = new URL('../../conformance/', import.meta.url);
const records = readdirSync(folder)
  .sort()
  .map((name): ConformanceRecord => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

const note =
  '<!-- Made from packages/store/conformance: pnpm vitest run packages/store/src/conformance -u -->';
const intro = `# Adapters, and what each can do

Every adapter of \`@stock-analyzer/store\` runs the same published suite in its real home, ${storeScenarios.length} scenarios
driven by what the adapter says of itself. Its test compares what came of the run with the record that is kept in
\`packages/store/conformance\`, and this page is made of those records. [Write an adapter](write-an-adapter.md)
shows how to run the suite on a store of your own.
`;

describe('docs/store-adapters.md', () => {
  it('is of records that know every scenario', () => {
    for (const { adapter, topics } of records) {
      const tried = Object.values(topics).flatMap((outcomes) => Object.values(outcomes));
      const count = tried.reduce((sum, each) => sum + each, 0);
      expect([adapter, count]).toEqual([adapter, storeScenarios.length]);
    }
  });

  it('is up to date: after a change run `pnpm vitest run packages/store/src/conformance -u`', async () => {
    const page = `${note}\n\n${intro}\n${adapterTable(records)}`;
    await expect(page).toMatchFileSnapshot('../../../../docs/store-adapters.md');
  });
});
