import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CellValue,
  columnTable,
  companySchema,
  type Dataset,
  extendSchema,
  type MissingCause,
  mixedColumn,
  type Row,
  tableToRows,
} from '@stock-analyzer/schema';
import { datasetJson, type JsonForm, openJsonStore } from '@stock-analyzer/store/json';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storableText } from '../dataset/prepare';
import { sampleWeek } from '../testing/sample-week';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function thereAndBack(dataset: Dataset, form: JsonForm): Promise<Dataset> {
  const file = join(folder, 'week.json');
  writeFileSync(file, datasetJson(dataset, { form, releaseId: 'w' }));
  const store = await openJsonStore(file);
  try {
    expect(await store.leftOut()).toEqual([]);
    return await store.companies();
  } finally {
    await store.close();
  }
}

const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.double({ noNaN: true }),
  fc.string({ unit: 'binary' }).map(storableText),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'native', 'quality', 'missing', '45933', '0', 'W', ''),
  fc.string({ unit: 'binary' }).map(storableText),
);
const table = fc
  .uniqueArray(
    name.filter((text) => !companySchema.byName.has(text)),
    { maxLength: 5 },
  )
  .chain((names) =>
    fc
      .array(fc.tuple(...names.map(() => cell)), { minLength: 1, maxLength: 6 })
      .map((rows) => ({ names, rows })),
  );

describe.each(['rows', 'arrays', 'columns'] as const)('a file in the form %s', (form) => {
  it('gives back all 39 fields, in their order, null and 0 apart', async () => {
    const full: Row = {};
    for (const { name: field, kind } of companySchema.fields)
      full[field] = kind === 'string' ? `한글 '"\`` : 1 / 3;
    const rows = [
      { ...full, Ticker: 'ZZZ' },
      { ...full, Ticker: 'AAA', 'ROE (Fwd)': 0, 'PER (Oct-25)': null, Rating: null, industry: '상사,자본재' },
    ];
    const dataset = sampleWeek(rows, [{ Price: 1, 'Fiscal month': 'Jan' }, { 'Fiscal month': null }]);
    const back = await thereAndBack(dataset, form);
    expect({ ...back, nativeSchema: null }).toEqual({ ...dataset, nativeSchema: null });
    expect(back.nativeSchema.fields).toEqual(dataset.nativeSchema.fields);
  });

  it('gives back any native values under any names', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ names, rows }) => {
        const native = columnTable(
          rows.length,
          names.map((field, at) =>
            mixedColumn(
              field,
              rows.map((row) => row[at]),
            ),
          ),
        );
        const companies = rows.map((_, at) => ({ Ticker: `T${at}`, corpName: 'C' }));
        const dataset = { ...sampleWeek(companies), native };
        const back = await thereAndBack(dataset, form);
        expect(back.native.columns.map((column) => column.name)).toEqual(names);
        expect(tableToRows(back.native)).toEqual(tableToRows(native));
      }),
      { numRuns: 60 },
    );
  });

  it('gives back why values are missing, marks, a wider schema and texts that look like markup', async () => {
    const schema = extendSchema(companySchema, {
      version: '1.0.0+wider',
      override: { exchange: { values: ['Tokyo', 'NYSE'] } },
    });
    const cause: MissingCause = { kind: 'token', text: '#N/A ROE (Fwd)', error: '#N/A' };
    const plain = sampleWeek(
      [
        { Ticker: '__proto__', corpName: '<script>&"', 'ROE (Fwd)': null },
        { Ticker: 'B', corpName: 'Johnson & Johnson', 'ROE (Fwd)': 436.61 },
      ],
      [{ 'EPS (7)': 5 }, { 'EPS (7)': null }],
      { schema },
    );
    const caused = (source: typeof plain.fields, field: string, row: number) =>
      columnTable(
        source.rowCount,
        source.columns.map((column) =>
          column.name === field ? { ...column, causes: new Map([[row, cause]]) } : column,
        ),
      );
    const mark = {
      ticker: '__proto__',
      field: 'ROE (Fwd)',
      was: 7943,
      rule: 'power_of_ten',
      confidence: 0.97,
      approvedBy: '김민수',
      approvedAt: '2025-10-11T00:00:00.000Z',
    };
    const dataset = {
      ...plain,
      fields: caused(plain.fields, 'ROE (Fwd)', 0),
      native: caused(plain.native, 'EPS (7)', 1),
      marks: [mark, { ...mark, ticker: 'B', was: -0 }, { ...mark, was: null }],
    };
    const back = await thereAndBack(dataset, form);
    expect(back.fields).toEqual(dataset.fields);
    expect(back.native).toEqual(dataset.native);
    expect(back.marks).toEqual(dataset.marks);
    expect(back.schema.byName.get('exchange')?.values).toEqual(['Tokyo', 'NYSE']);
    expect(({} as Row).corpName).toBeUndefined();
  });

  it('may have no companies', async () => {
    expect((await thereAndBack(sampleWeek([]), form)).fields.rowCount).toBe(0);
  });
});
