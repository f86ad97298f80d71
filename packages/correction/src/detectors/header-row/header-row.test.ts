import type { Row } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf, weekSchema } from '../../testing/companies';

const rows = companyRows(24);
const withRow = (row: Row) => planOf([rows[0]!, row, ...rows.slice(1)]);

describe('a header that was read as a company', () => {
  it('is flagged at its ticker, once, and nothing of it is corrected', () => {
    const header = Object.fromEntries(weekSchema.fields.map(({ name }) => [name, name]));
    const plan = withRow(header);
    expect(plan.proposals).toEqual([]);
    expect(plan.flagged.map(({ row, field, rule }) => [row, field, rule])).toEqual([
      [1, 'Ticker', 'header_row'],
    ]);
  });

  it.each<[string, Row]>([
    ['group titles', { Ticker: '기업정보', corpName: null }],
    ['names that other sources use', { Ticker: 'Symbol', corpName: 'Corp', industry: 'WI26' }],
    ['names of some columns', { Ticker: 'X', 'ROE (Fwd)': 'ROE (Fwd)', 'PER (Oct-25)': 'PER (Oct-25)' }],
  ])('%s are one', (_, row) => {
    expect(linesOf(withRow(row), 'header_row')).toEqual([[1, 'Ticker', null, 'flagged']]);
  });

  it.each<[string, Row]>([
    ['a ticker that is a word for a ratio', { Ticker: 'PER', corpName: 'SandRidge' }],
    ['a company called like a column', { Ticker: 'INDU', corpName: 'Industry', exchange: 'NYSE' }],
  ])('%s is none', (_, row) => {
    expect(linesOf(withRow({ ...rows[1], ...row }), 'header_row')).toEqual([]);
  });
});
