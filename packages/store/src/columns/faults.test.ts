import {
  booleanColumn,
  type CellValue,
  type ColumnTable,
  cellAt,
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  mixedColumn,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../errors';
import { sampleWeek } from '../testing/sample-week';
import { AT, PREAMBLE_BYTES } from './format';
import { decodeDataset, decodeHeader, encodeDataset } from './index';
import { xxh32 } from './xxhash';

const rows = Array.from({ length: 9 }, (_, row) => ({ Ticker: `T${row}`, 'ROE (Fwd)': row / 100 }));
const cause = { kind: 'token', text: '#N/A' } as const;
const week: Dataset = {
  ...sampleWeek(rows),
  schema: defineSchema({ id: 'company', version: '1.0.0', fields: companySchema.fields.slice(0, 1) }),
  native: columnTable(9, [
    numberColumn('Price', [1.25, null, 1 / 3, 1e9, -1, 0, 1, 2, 3]),
    {
      ...stringColumn('Name', ['a', 'b', 'a', null, '한', 'a', '', 'b', 'c']),
      causes: new Map([[3, cause]]),
    },
    mixedColumn('Cell', ['a', 1, true, null, '', 0, false, 2, 'x']),
    booleanColumn('Active', [true, false, null, true, true, true, true, true, true]),
  ]),
  marks: [
    { ticker: 'T1', field: 'Price', was: 'x', rule: 'r', confidence: 1, approvedBy: 'me', approvedAt: 'now' },
  ],
};
const file = encodeDataset(week, { releaseId: 'r1' });
const headerEnd = PREAMBLE_BYTES + new DataView(file.buffer).getUint32(AT.headerBytes, true);

/** The code of the error; undefined if there was none. Any error of another kind fails the test. */
function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return undefined;
}

/** Looks at everything that a dataset holds. */
function readAll({ fields, native, marks, schema, nativeSchema }: Dataset): void {
  for (const table of [fields, native]) {
    for (const value of cells(table)) expect(value === null || typeof value !== 'object').toBe(true);
    for (const { causes } of table.columns) causes?.size;
  }
  expect([marks.length, schema.fields.length, nativeSchema.fields.length].every(Number.isInteger)).toBe(true);
}

function* cells({ columns, rowCount }: ColumnTable): Iterable<CellValue> {
  for (const column of columns) {
    for (let row = 0; row < rowCount; row++) yield cellAt(column, row);
  }
}

/** Makes the checksums of a changed file right again, as who wants to mislead would. */
function sign(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer);
  const end = PREAMBLE_BYTES + view.getUint32(AT.headerBytes, true);
  view.setUint32(AT.headerHash, xxh32(bytes.subarray(PREAMBLE_BYTES, end)), true);
  view.setUint32(AT.bodyHash, xxh32(bytes.subarray(end)), true);
  view.setUint32(AT.hash, xxh32(bytes.subarray(AT.format, AT.hash)), true);
  return bytes;
}

describe('a damaged file', () => {
  it('is told wherever one bit has changed', () => {
    for (let bit = 0; bit < file.length * 8; bit++) {
      const bytes = file.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(codeOf(() => decodeDataset(bytes))).toBe('CORRUPT');
    }
  });

  it('is told wherever it is cut off, and if something follows it', () => {
    for (let length = 0; length < file.length; length++) {
      expect(codeOf(() => decodeDataset(file.subarray(0, length)))).toBe('CORRUPT');
    }
    expect(codeOf(() => decodeDataset(Uint8Array.of(...file, 0)))).toBe('CORRUPT');
  });

  it('whose header is whole still tells its release', () => {
    const bytes = file.slice();
    bytes[headerEnd]! ^= 1;
    expect(decodeHeader(bytes).id).toBe('r1');
    bytes[headerEnd - 1]! ^= 1;
    expect(codeOf(() => decodeHeader(bytes))).toBe('CORRUPT');
  });
});

describe('another file', () => {
  it.each(['<!doctype html><title>404 Not Found</title>', '{"metadata":{},"companies":[]}', 'x'])(
    'is no column file: %s',
    (text) => {
      expect(codeOf(() => decodeDataset(new TextEncoder().encode(text)))).toBe('NOT_A_STORE');
    },
  );

  it('of a later format asks for a newer version', () => {
    const bytes = file.slice();
    bytes[AT.format] = 2;
    expect(codeOf(() => decodeDataset(sign(bytes)))).toBe('NEWER_FORMAT');
  });
});

describe('a file made to mislead, with right checksums,', () => {
  const rewritten = (from: string, to: string) => {
    const header = new TextDecoder().decode(file.subarray(PREAMBLE_BYTES, headerEnd));
    expect(header).toContain(from);
    const bytes = new TextEncoder().encode(header.replace(from, to));
    const changed = new Uint8Array(PREAMBLE_BYTES + bytes.length + file.length - headerEnd);
    changed.set(file.subarray(0, PREAMBLE_BYTES));
    changed.set(bytes, PREAMBLE_BYTES);
    changed.set(file.subarray(headerEnd), PREAMBLE_BYTES + bytes.length);
    new DataView(changed.buffer).setUint32(AT.headerBytes, bytes.length, true);
    return sign(changed);
  };

  it.each([
    ['"rows":9', '"rows":4000000000'],
    ['"rows":9', '"rows":-9'],
    ['"rows":9', '"rows":8'],
    ['"native":{"rows":9', '"native":{"rows":8'],
    ['"marks":{"rows":1,"columns":', '"marks":{"rows":1,"columns":[],"was":'],
    ['"rows":9', '"rows":"9"'],
    ['[2,1,9,9]', '[2,1,9,1e9]'],
    ['[2,1,9,9]', '[2,7,9,9]'],
    ['[2,1,9,9]', '[2,0,9,9]'],
    ['[2,1,9,9]', '[23,1,9,9]'],
    ['[2,1,9,9]', '[2,1,9]'],
    ['"name":"Ticker","type"', '"name":"ROE (Fwd)","type"'],
    ['"type":"mixed"', '"type":"dates"'],
    ['"name":"Price","type"', '"name":7,"type"'],
    ['"asOf":"2025-10-10"', '"asOf":20251010'],
    ['"rows":9,"columns":', '"rows":9,"columns":{},"was":'],
    ['"version":"1.0.0","fields":', '"version":"1.0.0","fields":3,"was":'],
  ])('is refused at once: %s as %s', (from, to) => {
    expect(codeOf(() => decodeDataset(rewritten(from, to)))).toBe('CORRUPT');
  });

  it('gives a StoreError or values, and never anything else', () => {
    const change = fc.tuple(
      fc.nat({ max: file.length - PREAMBLE_BYTES - 1 }),
      fc.integer({ min: 1, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = file.slice();
        for (const [at, flip] of changes) bytes[PREAMBLE_BYTES + at]! ^= flip;
        const code = codeOf(() => readAll(decodeDataset(sign(bytes))));
        expect([undefined, 'CORRUPT']).toContain(code);
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 3000) },
    );
  });

  it('gives a StoreError or values wherever its values were changed', () => {
    for (let at = headerEnd; at < file.length; at++) {
      const bytes = file.slice();
      bytes[at]! ^= 0x81;
      expect([undefined, 'CORRUPT']).toContain(codeOf(() => readAll(decodeDataset(sign(bytes)))));
    }
  });
});
