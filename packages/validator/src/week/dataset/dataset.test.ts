import { cellAt } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { changed, earlier, news, trueWeek, validator, withRows } from '../../testing/weeks';

const all = Array.from({ length: trueWeek.fields.rowCount }, (_, row) => row);
const column = (name: string) => trueWeek.fields.byName.get(name) ?? trueWeek.native.byName.get(name)!;
const fieldsOf = (issues: ReturnType<typeof news>) => issues.map(({ field }) => field);

describe('a column', () => {
  it('that is suddenly empty is told, one that is less full too', () => {
    expect(
      fieldsOf(
        news(
          changed(trueWeek, 'ROIC (Fwd)', () => null),
          'column-empty',
        ),
      ),
    ).toEqual(['ROIC (Fwd)']);
    const half = changed(trueWeek, 'ROIC (Fwd)', (value, row) => (row % 2 ? value : null));
    expect(fieldsOf(news(half, 'completeness'))).toEqual(['ROIC (Fwd)']);
  });

  it('that is suddenly constant is told', () => {
    const constant = changed(trueWeek, 'Beta (5Y)', () => 1);
    expect(fieldsOf(news(constant, 'column-constant'))).toEqual(['Beta (5Y)']);
  });

  it("that holds another's values is told, with the field that it holds", () => {
    const twice = changed(trueWeek, 'PBR (Oct-25)', (_, row) => cellAt(column('PER (Oct-25)'), row));
    const [found] = news(twice, 'column-duplicate', []);
    expect(found).toMatchObject({ field: 'PBR (Oct-25)', evidence: { same_as: 'PER (Oct-25)' } });
    const [shifted] = news(twice, 'column-shifted');
    expect(shifted).toMatchObject({ field: 'PBR (Oct-25)', evidence: { holds: 'PER (Oct-25)' } });
  });

  it.each([
    ['ROE (Fwd)', 0.01, -2],
    ['ROE (Fwd)', 100, 2],
    ['Return (1W)', 0.01, -2],
    ['Revenue (Fwd)', 1000, 3],
    ['(USD mn)', 1e6, 6],
  ])('%s times %d is told to be in another unit', (field, factor, power) => {
    const other = changed(trueWeek, field, (value) => (typeof value === 'number' ? value * factor : value));
    const found = news(other, 'column-unit');
    expect(found.map((issue) => [issue.row, issue.field, issue.evidence?.power_of_ten])).toEqual([
      [null, field, power],
    ]);
  });

  it.each([
    ['ROE (Fwd)', 0.01],
    ['ROE (Fwd)', 100],
    ['Dividend Yield (Fwd)', 100],
    ['Gross Margin (Fwd)', 0.01],
  ])('%s times %d is told without earlier weeks', (field, factor) => {
    const other = changed(trueWeek, field, (value) => (typeof value === 'number' ? value * factor : value));
    expect(fieldsOf(news(other, 'column-unit', []))).toEqual([field]);
  });

  it('of dates without their format is told as a whole, a single date by its cell', () => {
    const serial = changed(trueWeek, 'PER (Oct-25)', () => 45_933);
    expect(news(serial, 'date-serial', []).map(({ row, evidence }) => [row, evidence])).toEqual([
      [null, { date: '2025-10-03' }],
    ]);
    const one = changed(trueWeek, 'PER (Oct-25)', (value, row) => (row === 8 ? 45_658 : value));
    expect(news(one, 'date-serial', []).map(({ row, evidence }) => [row, evidence])).toEqual([
      [8, { date: '2025-01-01' }],
    ]);
  });
});

describe('a row', () => {
  it('that is a header is told', () => {
    let week = changed(trueWeek, 'Ticker', (value, row) => (row === 2 ? '기업정보' : value));
    week = changed(week, 'ROE (Fwd)', (value, row) => (row === 5 ? 'ROE (Fwd)' : value));
    week = changed(week, 'PER (Oct-25)', (value, row) => (row === 5 ? 'PER (Oct-25)' : value));
    week = changed(week, 'PBR (Oct-25)', (value, row) => (row === 6 ? 'PBR (Oct-25)' : value));
    expect(news(week, 'header-row', []).map(({ row, field }) => [row, field])).toEqual([
      [2, null],
      [5, null],
    ]);
  });

  it('of a company under two tickers is told, with the other', () => {
    const week = changed(withRows(trueWeek, [...all, 11]), 'Ticker', (value, row) =>
      row === all.length ? 'OTHER' : value,
    );
    const found = news(week, 'duplicate-company', []);
    expect(found.map(({ row, evidence }) => [row, evidence?.other_row])).toEqual([
      [11, all.length],
      [all.length, 11],
    ]);
  });

  it("of another class of a company's shares shares its market cap, and is no duplicate", () => {
    const { issues } = validator.validate(trueWeek);
    const shared = issues.filter(({ code }) => code === 'shared_market_cap');
    expect(shared.map(({ ticker, evidence }) => [ticker, evidence?.shared_with])).toEqual([
      ['GOOG', 'GOOGL'],
      ['GOOGL', 'GOOG'],
    ]);
    expect(issues.filter(({ code }) => code === 'duplicate_company')).toEqual([]);
  });
});

it('rules that need earlier weeks are listed where there are none', () => {
  const { not_run } = validator.validate(trueWeek);
  expect(new Set(not_run.map(({ reason }) => reason))).toEqual(new Set(['no_earlier_weeks']));
  expect(not_run.map(({ rule }) => rule)).toContain('anomaly');
  expect(validator.validate(trueWeek, { earlier }).not_run).toEqual([]);
});
