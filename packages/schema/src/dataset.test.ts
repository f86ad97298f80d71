import { describe, expect, it } from 'vitest';
import { companySchema } from './company/schema';
import { cellAddress, type Dataset, type Origins } from './dataset';
import { defineSchema } from './schema';
import { rowsToTable } from './table';

function dataset(origins: Origins | null): Dataset {
  const fields = rowsToTable([
    { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
    { Ticker: '0700.HK', corpName: 'Tencent', 'ROE (Fwd)': null },
  ]);
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields,
    native: rowsToTable([{}, {}]),
    origins,
    provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
    marks: [],
  };
}

function origins(sheet: string): Origins {
  return {
    sheets: [
      { sheet: 'A_Company', rows: Int32Array.of(4, 0), columns: new Map([['Ticker', 'B']]) },
      { sheet, rows: Int32Array.of(17, 18), columns: new Map([['ROE (Fwd)', 'I']]) },
    ],
    sheetOf: new Map([
      ['Ticker', Uint8Array.of(1, 1)],
      ['ROE (Fwd)', Uint8Array.of(2, 0)],
      ['Ghost', Uint8Array.of(2, 2)],
    ]),
  };
}

describe('cellAddress', () => {
  it('tells the sheet and cell that a value came from', () => {
    const data = dataset(origins('M_Company'));
    expect(cellAddress(data, 0, 'Ticker')).toBe('A_Company!B4');
    expect(cellAddress(data, 0, 'ROE (Fwd)')).toBe('M_Company!I17');
  });

  it('quotes sheet names as a spreadsheet does', () => {
    const address = (sheet: string) => cellAddress(dataset(origins(sheet)), 0, 'ROE (Fwd)');
    expect(address('T_EPS C')).toBe("'T_EPS C'!I17");
    expect(address('UP_&_Down')).toBe("'UP_&_Down'!I17");
    expect(address("Bob's")).toBe("'Bob''s'!I17");
    expect(address('기업')).toBe('기업!I17');
  });

  it('is undefined where the cell is not known', () => {
    const data = dataset(origins('M_Company'));
    expect(cellAddress(data, 1, 'Ticker')).toBeUndefined(); // the sheet has no such row
    expect(cellAddress(data, 1, 'ROE (Fwd)')).toBeUndefined(); // no sheet gave the value
    expect(cellAddress(data, 0, 'Ghost')).toBeUndefined(); // the sheet has no such column
    expect(cellAddress(data, 0, 'corpName')).toBeUndefined();
    expect(cellAddress(data, 99, 'Ticker')).toBeUndefined();
    expect(cellAddress(dataset(null), 0, 'Ticker')).toBeUndefined();
  });
});
