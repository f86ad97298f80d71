import { companySchema } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyRows } from '../testing/messy-rows';
import { createValidator } from '../validator';
import { scoreTrend } from './trend';

const { validate } = createValidator(companySchema);
const nvda = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };
const week = (rows: object[], asOf = '2025-10-10', on = '2025-10-11') =>
  validate(rows, { asOf, now: new Date(`${on}T00:00:00Z`), maxIssues: 0 });

describe('the trend of scores', () => {
  it('tells each week, its change, and what moved it', () => {
    const trend = scoreTrend([
      week([nvda]),
      week([nvda]),
      week([{ ...nvda, 'ROE (Fwd)': 7943 }]),
      week([{ ...nvda, 'ROE (Fwd)': null }]),
      week([nvda], '2025-10-10', '2025-10-27'),
    ]);
    expect(trend.map(({ total, change }) => [total, change])).toEqual([
      [100, null],
      [100, 0],
      [86.5, -13.5],
      [94, 7.5],
      [97.5, 3.5],
    ]);
    expect(trend.map(({ mover }) => mover?.message)).toEqual([
      undefined,
      undefined,
      'consistency lost 13.5 points (percentage_basis_points: 1, was 0)',
      'consistency regained 13.5 points (percentage_basis_points: 0, was 1)',
      'completeness regained 6 points (ROE (Fwd): 0, was 1)',
    ]);
    expect(trend[2]?.mover).toMatchObject({
      name: 'consistency',
      lost: { before: 0, after: 13.5, change: 13.5 },
      reason: { code: 'percentage_basis_points', count: { before: 0, after: 1, change: 1 } },
    });
    expect(trend[2]?.parts).toMatchObject({ validity: 36, consistency: 0, timeliness: 10 });
  });

  it('knows when only time went by', () => {
    const [, later] = scoreTrend(
      [week([nvda], '2025-10-03'), week([nvda], '2025-10-03', '2025-10-27')],
      'ko',
    );
    expect(later?.mover).toMatchObject({
      name: 'timeliness',
      reason: { as_of: '2025-10-03', count: { before: 0, after: 24 } },
      message: 'timeliness 5점 하락 (경과 일수: 0 → 24)',
    });
  });

  it('has nothing to point at between a week and none', () => {
    const [, empty] = scoreTrend([week([nvda]), week([])]);
    expect(empty).toMatchObject({ total: 0, change: -100, mover: { reason: null } });
  });

  it('adds up', () => {
    fc.assert(
      fc.property(fc.array(messyRows, { maxLength: 4 }), (weeks) => {
        const trend = scoreTrend(weeks.map((rows) => week(rows)));
        trend.forEach(({ total, change, parts, mover }, index) => {
          expect(Object.values(parts).reduce((sum, points) => sum + points, 0)).toBeCloseTo(total, 4);
          if (index === 0) return;
          expect(change).toBeCloseTo(total - trend[index - 1]!.total, 5);
          if (change !== 0) expect(mover).not.toBeNull();
        });
      }),
      { numRuns: 100 },
    );
  });
});
