import { companySchema, type Dataset, defineSchema, type Row, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { compareWeeks } from './compare';

function week(asOf: string, rows: readonly Row[]): Dataset {
  return {
    asOf,
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields: rowsToTable(rows),
    native: rowsToTable(rows.map(() => ({}))),
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
    marks: [],
  };
}

const company = (ticker: string, name: string, fields: Row = {}): Row => ({
  Ticker: ticker,
  corpName: name,
  ...fields,
});
const compare = (before: Row[], after: Row[]) =>
  compareWeeks(week('2025-10-03', before), week('2025-10-10', after));

describe('compareWeeks', () => {
  it('finds who came, who went, and who is called otherwise now', () => {
    const found = compare(
      [company('A', 'Alpha'), company('B', 'Beta'), company('FB', 'Meta'), company('X', 'Gone')],
      [company('META', 'Meta'), company('B', 'Beta Group'), company('A', 'Alpha'), company('N', 'New')],
    );
    expect(found).toMatchObject({
      previous_as_of: '2025-10-03',
      companies_in: [{ ticker: 'N', name: 'New' }],
      companies_out: [{ ticker: 'X', name: 'Gone' }],
      renamed: [
        { from: { ticker: 'FB', name: 'Meta' }, to: { ticker: 'META', name: 'Meta' } },
        { from: { ticker: 'B', name: 'Beta' }, to: { ticker: 'B', name: 'Beta Group' } },
      ],
      unusual_moves: [],
      unusual_moves_total: 0,
    });
  });

  it('counts a share class that goes or comes once', () => {
    const one = compare(
      [company('GOOG', 'Alphabet')],
      [company('GA', 'Alphabet'), company('GB', 'Alphabet')],
    );
    expect(one.renamed.map(({ to }) => to.ticker)).toEqual(['GA']);
    expect(one.companies_in.map(({ ticker }) => ticker)).toEqual(['GB']);
    const two = compare([company('GA', 'Alphabet'), company('GB', 'Alphabet')], [company('G', 'Alphabet')]);
    expect(two.renamed).toHaveLength(1);
    expect(two.companies_out).toHaveLength(1);
  });

  it('is not misled by tickers such as __proto__', () => {
    const found = compare([company('__proto__', 'P')], [company('constructor', 'C')]);
    expect(found.companies_in).toEqual([{ ticker: 'constructor', name: 'C' }]);
    expect(found.companies_out).toEqual([{ ticker: '__proto__', name: 'P' }]);
  });

  const roe = (change: (value: number, at: number) => number | null) =>
    Array.from({ length: 60 }, (_, at) =>
      company(`T${at}`, `Company ${at}`, { 'ROE (Fwd)': change(5 + at + (at % 7), at) }),
    );

  it('finds a value that moved as no other did, most unusual first', () => {
    const { unusual_moves, unusual_moves_total } = compare(
      roe((value) => value),
      roe((value, at) => (at === 3 ? value * 100 : at === 9 ? -value * 4 : value * (1 + (at % 5) / 100))),
    );
    expect(unusual_moves_total).toBe(2);
    expect(unusual_moves.map(({ ticker }) => ticker)).toEqual(['T3', 'T9']);
    expect(unusual_moves[0]).toMatchObject({ field: 'ROE (Fwd)', from: 11, to: 1100 });
  });

  it('finds none where all moved alike, few moved, or nothing is known', () => {
    const same = roe((value) => value);
    for (const now of [
      same,
      roe((value) => value * 100),
      roe((value, at) => (at < 10 ? value * (at + 1) : null)),
      roe(() => null),
      [],
    ])
      expect(compare(same, now).unusual_moves).toEqual([]);
    expect(compare([], same).unusual_moves).toEqual([]);
  });
});
