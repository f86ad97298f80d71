import { companySchema, type Dataset, defineSchema, rowsToTable } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { prepareDataset } from './prepare';

const week = (row: Record<string, unknown>): Dataset => ({
  asOf: '2025-10-10',
  month: 'Oct-25',
  schema: companySchema,
  nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
  fields: rowsToTable([{ Ticker: 'A', corpName: 'A', ...row }] as never),
  native: rowsToTable([{}]),
  origins: null,
  provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
  marks: [],
});

it('a column without a value has the type of its field', () => {
  const { fields } = prepareDataset(week({ industry: null, 'ROE (Fwd)': null }));
  expect(fields.columns.map(({ name, type }) => [name, type])).toEqual([
    ['Ticker', 'string'],
    ['corpName', 'string'],
    ['industry', 'string'],
    ['ROE (Fwd)', 'number'],
  ]);
});

it('a required value of another type is told as it was', () => {
  expect(() => prepareDataset(week({ corpName: 17 }))).toThrow(
    /has the value "17" \(at row 1, A, corpName\)/,
  );
});
