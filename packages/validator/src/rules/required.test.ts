import { describe, expect, it } from 'vitest';
import { issuesOf, problemsOf } from '../testing/rows';

describe('required', () => {
  it.each([null, undefined, '', '  \t', Number.NaN])('takes %j for no value', (corpName) => {
    expect(problemsOf({ corpName })).toEqual(['missing_required corpName']);
  });

  it('finds a field that no row has, in every row', () => {
    expect(
      issuesOf([{ Ticker: 'A' }, { Ticker: 'B' }]).map(({ row, code, field }) => [row, code, field]),
    ).toEqual([
      [0, 'missing_required', 'corpName'],
      [1, 'missing_required', 'corpName'],
    ]);
  });

  it('does not ask for fields that are not required, nor take 0 for missing', () => {
    expect(problemsOf({ industry: null, 'ROE (Fwd)': 0 })).toEqual([]);
  });
});
