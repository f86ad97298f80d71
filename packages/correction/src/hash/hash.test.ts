import { columnTable, mixedColumn, numberColumn, rowsToTable, stringColumn } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { datasetOf } from '../testing/arbitrary';
import { hashTable } from './hash';

const hashOf = (...values: (number | string | boolean | null)[]) =>
  hashTable(columnTable(values.length, [mixedColumn('x', values)]));

describe('the hash of a table', () => {
  it('stays the same from version to version, for plans and journals outlive them', () => {
    const table = rowsToTable([
      { Ticker: 'NVDA', 'ROE (Fwd)': 79.43, ok: true },
      { Ticker: '0700.HK', 'ROE (Fwd)': null, ok: 'x' },
    ]);
    expect(hashTable(table)).toBe('440996db30b6a0374200146d95885bc91f6414aa7fc07555548f0370f222bf02');
  });

  it('tells apart what differs in a bit', () => {
    const hashes = [
      hashOf(0),
      hashOf(-0),
      hashOf(0.1 + 0.2),
      hashOf(0.3),
      hashOf(null),
      hashOf(''),
      hashOf('0'),
      hashOf(false),
      hashOf(null, 0),
      hashOf(0, null),
      hashOf('\ud800'),
      hashOf('\ufffd'),
      hashOf('ab', 'c'),
      hashOf('a', 'bc'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('tells apart names, row counts and where a value stands', () => {
    const hashes = [
      columnTable(1, [numberColumn('a', [1])]),
      columnTable(1, [numberColumn('b', [1])]),
      columnTable(2, [numberColumn('a', [1, null])]),
      columnTable(1, [numberColumn('a', [1]), numberColumn('b', [null])]),
      columnTable(0, []),
      columnTable(1, []),
    ].map(hashTable);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('does not depend on how a column is stored', () => {
    const numbers = columnTable(2, [numberColumn('x', [1, null])]);
    const mixed = columnTable(2, [mixedColumn('x', [1, null])]);
    expect(hashTable(mixed)).toBe(hashTable(numbers));
    const texts = stringColumn('x', ['b', 'a', 'b']);
    const sorted = { ...texts, codes: Int32Array.of(1, 0, 1), dictionary: ['a', 'b', 'unused'] };
    expect(hashTable(columnTable(3, [sorted]))).toBe(hashTable(columnTable(3, [texts])));
  });

  it('of a week covers its date and its native fields', () => {
    const week = datasetOf(rowsToTable([{ Ticker: 'NVDA' }]));
    const native = columnTable(1, [numberColumn('설립', [1998])]);
    const hashes = [week, { ...week, asOf: '2025-10-03' }, { ...week, month: null }, { ...week, native }].map(
      hashTable,
    );
    expect(new Set(hashes).size).toBe(4);
  });
});
