import { expect, it } from 'vitest';
import { issuesOf } from '../testing/rows';

it('every row of a group is told, with another row of it', () => {
  const rows = ['GOOG', 'AAPL', 'GOOG', 'GOOGL', 'GOOG', null, null].map((Ticker) => ({
    Ticker,
    corpName: 'X',
  }));
  const found = issuesOf(rows).filter(({ code }) => code === 'duplicate_ticker');
  expect(found.map(({ row, message }) => [row, message])).toEqual([
    [0, '"GOOG" also stands in row 3 of the data'],
    [2, '"GOOG" also stands in row 1 of the data'],
    [4, '"GOOG" also stands in row 1 of the data'],
  ]);
});

it.each(['__proto__', 'constructor', 'toString'])('the ticker %s is a text like any other', (Ticker) => {
  expect(issuesOf([{ Ticker, corpName: 'X' }]).map(({ code }) => code)).not.toContain('duplicate_ticker');
});
