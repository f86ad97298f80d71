import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { select } from '../../columns/select';
import { companies, issuesOf, problemsOf, randomOf } from '../../testing/rows';

const flagged = (rows: Iterable<object>) =>
  issuesOf(rows)
    .filter(({ code }) => code === 'percentage_basis_points')
    .map(({ ticker, suggestion }) => [ticker, suggestion]);
const withRoe = (value: number, name = 'X') => ({ Ticker: name, corpName: name, 'ROE (Fwd)': value });

describe('a percentage in basis points', () => {
  it.each([116, 1250])('is found among %i companies, and its hundredth suggested', (count) => {
    const rows = [...companies(count), withRoe(1550), withRoe(1153, 'Y')];
    expect(flagged(rows)).toEqual([
      ['X', 15.5],
      ['Y', 11.53],
    ]);
  });

  it('is found when 3 % of a column are', () => {
    const random = randomOf(3);
    const rows = companies(1250).map((row, index) =>
      index % 33 === 0 ? { ...row, 'ROE (Fwd)': 900 + 2000 * random() } : row,
    );
    expect(flagged(rows)).toHaveLength(38);
  });

  it('is told as such, not as merely unusual', () => {
    expect(problemsOf({ 'Dividend Yield (Fwd)': 525 })).toEqual([
      'percentage_basis_points Dividend Yield (Fwd)',
    ]);
  });

  it('is told beside the error, where the value cannot be', () => {
    expect(problemsOf({ 'Gross Margin (Fwd)': 4500 })).toEqual([
      'out_of_possible_range Gross Margin (Fwd)',
      'percentage_basis_points Gross Margin (Fwd)',
    ]);
  });
});

describe('a true extreme is left alone', () => {
  it.each([1, 116, 1250])('ABBV, AAPL, MCD among %i companies', (count) => {
    const extremes = [withRoe(436.61, 'ABBV'), withRoe(181.76, 'AAPL'), withRoe(-273.79, 'MCD')];
    expect(flagged([...companies(count), ...extremes])).toEqual([]);
  });

  it('losses have no floor: a tail of them is true', () => {
    const rows = companies(1000).map(({ Ticker, corpName, 'ROE (Fwd)': roe }, index) => ({
      Ticker,
      corpName,
      'Operating Margin (Fwd)': index % 25 === 0 ? -150 * (1 + index) : (roe as number),
    }));
    expect(flagged(rows)).toEqual([]);
  });

  it('an industry of its own kind tells', () => {
    const rows = companies(1000).map((row, index) => ({
      ...row,
      industry: index < 40 ? 'buyback' : 'other',
      ...(index < 40 && { 'ROE (Fwd)': 300 + 40 * index }),
    }));
    expect(flagged(rows)).toEqual([]);
  });

  it('a fraction is never multiplied: small values are no issue', () => {
    expect(flagged([...companies(100), withRoe(0.349), withRoe(-0.01, 'Y')])).toEqual([]);
  });
});

it('select gives what sorting gives', () => {
  fc.assert(
    fc.property(fc.float64Array({ noNaN: true, minLength: 1 }), fc.nat(), (values, at) => {
      const k = at % values.length;
      expect(select(values.slice(), k) === values.slice().sort()[k]).toBe(true);
    }),
  );
});
