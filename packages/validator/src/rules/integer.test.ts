import { expect, it } from 'vitest';
import { problemsOf } from '../testing/rows';

it('a count has no fraction, however large', () => {
  expect(problemsOf({ 'Avg Volume (3M)': 1998.0 })).toEqual([]);
  expect(problemsOf({ 'Avg Volume (3M)': 2 ** 60 })).toEqual([]);
  expect(problemsOf({ 'Avg Volume (3M)': 1998.5 })).toEqual(['not_integer Avg Volume (3M)']);
});
