import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate } from './check';
import { companySchema } from './company/schema';
import { toJsonSchema } from './json-schema';
import { defineSchema, type Schema } from './schema';
import { toStandardSchema } from './standard-schema';
import { type Row, rowsToTable, tableToRows } from './table';
import { toZod } from './zod';

const base = { category: 'native', unit: 'none', description: { en: 'A thing', ko: '무엇' } } as const;

/** What the canonical fields do not have: dates, booleans, a required number, alternatives in a pattern. */
const oddSchema = defineSchema({
  id: 'odd things',
  version: '1.0.0',
  fields: [
    { ...base, name: 'Listed', key: 'listed', column: 'listed', kind: 'date', required: true },
    { ...base, name: 'Active?', key: 'active', column: 'active', kind: 'boolean' },
    {
      ...base,
      name: 'Weight',
      key: 'weight',
      column: 'weight',
      kind: 'number',
      required: true,
      possible: { min: 0, max: 1 },
    },
    { ...base, name: 'Code', key: 'code', column: 'code', kind: 'string', pattern: 'a|b+', minLength: 2 },
    {
      ...base,
      name: 'Grade',
      key: 'grade',
      column: 'grade',
      kind: 'string',
      required: true,
      values: ['A', 'B'],
    },
  ],
});

/** Each view's verdict: the names of the fields that it finds fault with. */
function views(schema: Schema): Record<string, (row: unknown) => string[]> {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  ajv.addFormat('date', isIsoDate);
  const zod = toZod(schema);
  const standard = toStandardSchema(schema)['~standard'];
  const json = ajv.compile(toJsonSchema(schema));
  const names = (faults: Iterable<string>) => [...new Set(faults)].sort();
  return {
    zod: (row) => names(zod.safeParse(row).error?.issues.map(({ path }) => String(path[0])) ?? []),
    zodStandard: (row) => {
      const result = zod['~standard'].validate(row) as { issues?: { path?: readonly unknown[] }[] };
      return names(result.issues?.map(({ path }) => String(path?.[0])) ?? []);
    },
    standard: (row) => names(standard.validate(row).issues?.map(({ path }) => String(path[0])) ?? []),
    json: (row) => {
      json(row);
      return names(
        json.errors?.map(({ instancePath, params }) =>
          instancePath
            ? instancePath.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
            : String(params.missingProperty),
        ) ?? [],
      );
    },
  };
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -200, max: 2000, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -200, max: 2000 }) },
  fc.constantFrom('NASDAQ', 'nasdaq', 'Hold', 'NVDA', 'BRK.B', '0700.HK', 'aa', 'bb', 'A', '', '12.5', 'x\n'),
  fc.constantFrom('2025-10-10', '2024-02-29', '2025-02-29', '2025-13-01', '2025-1-1', '45933'),
  fc.constantFrom(null, true, false),
  fc.constantFrom(0, 1, 1550, -36538, 436.61),
);

function rowOf(schema: Schema): fc.Arbitrary<Row> {
  return fc.record(Object.fromEntries(schema.fields.map((field) => [field.name, value])), {
    requiredKeys: [],
  }) as fc.Arbitrary<Row>;
}

describe.each([companySchema, oddSchema])('the views of schema $id', (schema) => {
  it('agree on which fields of any row are wrong', () => {
    const { zod, ...others } = views(schema);
    fc.assert(
      fc.property(rowOf(schema), (row) => {
        const wrong = zod!(row);
        for (const [view, verdict] of Object.entries(others)) expect(verdict(row), view).toEqual(wrong);
      }),
    );
  });
});

describe('a real row', () => {
  const row: Row = {
    Ticker: '0700.HK',
    corpName: '``Johnson & Sons`, Ltd. 상사,자본재',
    industry: '소프트웨어',
    exchange: null,
    'PER (Oct-25)': -100,
    'ROE (Fwd)': 436.61,
    'Operating Margin (Fwd)': -36538,
    'Return (Y)': 0,
    '52W High': 750583.17,
    '(USD mn)': 3e-5,
    'EPS (Fwd)': -52137.08,
  };

  it('comes back unchanged through every view', () => {
    const standard = toStandardSchema(companySchema)['~standard'].validate(row);
    expect(standard).toEqual({ value: row });
    expect(toZod(companySchema).parse(row)).toEqual(row);
    const wire = JSON.parse(JSON.stringify(row));
    expect(views(companySchema).json!(wire)).toEqual([]);
    expect(wire).toEqual(row);
    expect(tableToRows(rowsToTable([row]))).toEqual([row]);
  });

  it('may be unusual but not impossible', () => {
    for (const verdict of Object.values(views(companySchema))) {
      expect(verdict({ ...row, 'Return (Y)': 5000 })).toEqual([]);
      expect(verdict({ ...row, 'Return (Y)': -100.01 })).toEqual(['Return (Y)']);
      expect(verdict({ ...row, 'Avg Volume (3M)': 3_000_000_000 })).toEqual([]);
      expect(verdict({ ...row, 'Avg Volume (3M)': 0.5 })).toEqual(['Avg Volume (3M)']);
      expect(verdict({ ...row, corpName: '' })).toEqual(['corpName']);
      expect(verdict({ ...row, Ticker: 'nvda' })).toEqual(['Ticker']);
      expect(verdict({ ...row, Ticker: 'NVDA\n' })).toEqual(['Ticker']);
      expect(verdict({ ...row, 'ROE (Fwd)': '436.61' })).toEqual(['ROE (Fwd)']);
      expect(verdict({ ...row, Ticker: 1398 })).toEqual(['Ticker']);
      expect(verdict({})).toEqual(['Ticker', 'corpName']);
    }
  });
});
