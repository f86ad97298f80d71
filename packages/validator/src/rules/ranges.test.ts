import { describe, expect, it } from 'vitest';
import { issuesOf, problemsOf } from '../testing/rows';

describe('ranges', () => {
  it('what cannot be is an error, and is not called unusual as well', () => {
    expect(problemsOf({ 'Dividend Yield (Fwd)': -0.1 })).toEqual([
      'out_of_possible_range Dividend Yield (Fwd)',
    ]);
  });

  it('what is unusual is a warning', () => {
    const [issue] = issuesOf([{ Ticker: 'MCD', corpName: 'McDonald`s', 'ROE (Fwd)': -273.79 }]);
    expect(issue).toMatchObject({
      code: 'out_of_plausible_range',
      severity: 'warning',
      expected: '-100 to 200 percent',
      message: 'ROE (Fwd) -273.79 is unusual: outside of -100 to 200 percent',
    });
  });

  it('bounds belong to their range', () => {
    expect(problemsOf({ 'ROE (Fwd)': 200, 'Dividend Yield (Fwd)': 0, 'Gross Margin (Fwd)': 100 })).toEqual(
      [],
    );
  });

  it('a range may be open', () => {
    expect(issuesOf([{ Ticker: 'A', corpName: 'A', '(USD mn)': -1 }])[0]?.expected).toBe(
      'at least 0 USD million',
    );
  });
});
