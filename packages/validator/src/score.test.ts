import { companySchema } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { createValidator } from './validator';

const { validate } = createValidator(companySchema);
const good = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };

it('is 100 for data without a flaw', () => {
  expect(validate([good]).score).toMatchObject({ total: 100 });
});

it('has weights of 100 in all, and loses what its parts lose, each to something', () => {
  const { score } = validate([
    good,
    { ...good, 'ROE (Fwd)': null },
    { Ticker: 'a', corpName: 'A', 'ROE (Fwd)': 1550 },
    { Ticker: 'B', corpName: 'B', 'ROE (Fwd)': 436.61 },
  ]);
  expect(score.parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  expect(score.total).toBeCloseTo(100 - score.parts.reduce((sum, { lost }) => sum + lost, 0), 4);
  for (const { lost, lost_to } of score.parts) {
    expect(lost_to.reduce((sum, cause) => sum + cause.lost, 0)).toBeCloseTo(lost, 4);
  }
  expect(score.parts.map(({ name, value }) => [name, value])).toEqual([
    ['validity', 25],
    ['completeness', 91.666667],
    ['consistency', 75],
    ['plausibility', 75],
    ['uniqueness', 50],
  ]);
});
