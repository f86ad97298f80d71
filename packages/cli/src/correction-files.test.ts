import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addManualCorrections,
  applyPlan,
  hashTable,
  proposeCorrections,
  rollback,
} from '@stock-analyzer/correction';
import { companySchema, type Dataset, defineSchema, rowsToTable } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { companiesText, readCompaniesFile } from './correction-files';
import { temporaryFolder } from './testing/files';

const week: Dataset = {
  asOf: '2025-10-10',
  month: 'Oct-25',
  schema: companySchema,
  nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
  fields: rowsToTable([
    { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
    { Ticker: 'PG', corpName: 'P&G', 'ROE (Fwd)': -0 },
  ]),
  native: rowsToTable([
    { 'PBR (Fwd)': null, Price: 180.3, __proto__x: -0 },
    { 'PBR (Fwd)': null, Price: null, __proto__x: 1 },
  ]),
  origins: null,
  provenance: { file: 'week.xlsb', sha256: null, bytes: null, profile: 'test', modifiedAt: null },
  marks: [],
};

it('a corrected week comes back from its file as the journal knows it, native fields too', async () => {
  const word = { ticker: 'NVDA', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' };
  const { plan, decisions } = addManualCorrections(week, proposeCorrections(week, []), [
    { ...word, field: 'Price', to: 183.1 },
    { ...word, field: 'PBR (Fwd)', to: 35.7 },
    { ...word, field: 'ROE (Fwd)', to: 80 },
  ]);
  const { data, journal } = applyPlan(week, plan, decisions);
  const path = join(temporaryFolder(), 'good.json');
  writeFileSync(path, companiesText(data));

  const read = await readCompaniesFile(path);
  expect(hashTable(read)).toBe(hashTable(data));
  const back = rollback(read, journal);
  expect(hashTable(back)).toBe(hashTable(week));
  expect(companiesText(back)).toBe(companiesText(week));
});
