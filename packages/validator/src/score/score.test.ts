import { companySchema, type IssueCode } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupIssues } from '../report/group';
import { messyRows } from '../testing/messy-rows';
import { createValidator } from '../validator';
import { weekRules } from '../week/week-rules';

const { validate, check } = createValidator(companySchema);
const good = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };
const now = new Date('2025-10-20T12:00:00Z');

it('is 100 for data without a flaw', () => {
  expect(validate([good]).score).toMatchObject({ total: 100 });
  expect(validate([good], { asOf: '2025-10-10', now }).score).toMatchObject({ total: 100, left_out: [] });
});

it('has weights of 100 in all, and loses what its parts lose, each to something', () => {
  const { score } = validate([
    good,
    { ...good, 'ROE (Fwd)': null },
    { Ticker: 'a', corpName: 'A', 'ROE (Fwd)': 1550 },
    { Ticker: 'B', corpName: 'B', 'ROE (Fwd)': 436.61 },
  ]);
  expect(score.parts.map(({ name, weight, value }) => [name, weight, value])).toEqual([
    ['validity', 40, 25],
    ['completeness', 20, 91.666667],
    ['consistency', 15, 75],
    ['plausibility', 15, 75],
    ['uniqueness', 10, 50],
  ]);
  expect(score.left_out).toEqual([{ name: 'timeliness', reason: 'as_of_unknown' }]);
});

describe('timeliness', () => {
  const timeliness = (asOf: string) => validate([good], { asOf, now }).score.parts[5];

  it.each([
    ['2025-10-21', 100],
    ['2025-10-10', 100],
    ['2025-10-03', 75],
    ['2025-09-19', 25],
    ['2025-09-12', 0],
    ['2024-10-11', 0],
    ['2025-10-22', 0],
  ])('of data as of %s, checked on 2025-10-20, is %d %%', (asOf, value) => {
    expect(timeliness(asOf)).toMatchObject({ name: 'timeliness', weight: 10, value });
  });

  it('tells the date and its age', () => {
    expect(timeliness('2025-10-03')?.lost_to).toEqual([
      { as_of: '2025-10-03', age_days: 17, count: 1, lost: 2.5 },
    ]);
  });

  it('is left out where the date is none', () => {
    expect(validate([good], { asOf: 'last week', now }).score).toMatchObject({
      total: 100,
      left_out: [{ name: 'timeliness' }],
    });
  });
});

it('every lost point leads to the rows that lost it', () => {
  fc.assert(
    fc.property(messyRows, fc.constantFrom('2025-10-03', null), (rows, asOf) => {
      const options = asOf === null ? { now } : { now, asOf };
      const findings = check(rows, options);
      const { score } = findings.toReport();
      expect(score.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
      if (rows.length === 0) return;
      expect(score.total).toBeCloseTo(100 - score.parts.reduce((sum, { lost }) => sum + lost, 0), 4);
      for (const { name, value, lost, lost_to } of score.parts) {
        expect(lost_to.reduce((sum, cause) => sum + cause.lost, 0)).toBeCloseTo(lost, 4);
        expect(lost_to.length > 0).toBe(value < 100);
        const reached = lost_to.map((cause) => findings.rowsOf(cause));
        for (const list of reached) expect(list).not.toEqual([]);
        if (name === 'completeness') {
          expect(reached.map((list) => list.length)).toEqual(lost_to.map(({ count }) => count));
        } else if (name !== 'timeliness') {
          const companies = new Set(reached.flat()).size;
          expect((100 * (rows.length - companies)) / rows.length).toBeCloseTo(value, 4);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('a column in another unit costs every company its points, a stale one its share of the columns', () => {
  const about = (code: IssueCode) => {
    const issue = { row: null, ticker: null, field: 'ROE (Fwd)', code, severity: 'error' } as const;
    const findings = check([good, { ...good, Ticker: 'AFMD' }], {
      asOf: '2025-10-17',
      now,
      issues: [{ ...issue, value: null, expected: '', message: '' }],
    });
    return { findings, score: findings.toReport().score };
  };
  expect(about('missing_column').score.parts[0]?.lost_to).toEqual([]);
  const stale = about('stale_column');
  expect(stale.score.parts[5]).toMatchObject({
    name: 'timeliness',
    value: 66.666667,
    lost_to: [{ code: 'stale_column', count: 1, lost: 3.333333 }],
  });
  expect(stale.findings.rowsOf({ code: 'stale_column' })).toEqual([0, 1]);
  const { findings, score } = about('column_unit');
  expect(score.parts[2]).toMatchObject({ value: 0, lost_to: [{ code: 'column_unit', count: 1 }] });
  expect(findings.rowsOf(score.parts[2]!.lost_to[0]!)).toEqual([0, 1]);
});

it('an info costs nothing', () => {
  const { check: calm } = createValidator(companySchema, { settings: { 'plausible-range': 'info' } });
  const findings = calm([{ ...good, 'ROE (Fwd)': 436.61 }]);
  expect(findings.toReport().score.total).toBe(100);
  expect(findings.rowsOf({ code: 'out_of_plausible_range' })).toEqual([]);
  expect(findings.rowsOf({ code: 'out_of_plausible_range', severity: 'info' })).toEqual([0]);
});

it('of a whole week, with rules of every level, every lost point leads to rows', () => {
  const week = (of: number) =>
    Array.from({ length: 80 }, (_, at) => ({
      Ticker: `T${at + of}`,
      corpName: `C${at + of}`,
      'ROE (Fwd)': of === 0 ? 5 + (at % 30) : 500 + (at % 30),
      'Gross Margin (Fwd)': at === 7 ? 4.1 - of : 40 + at / 5,
      'Operating Margin (Fwd)': 20 + at / 5,
      'Net Margin (Fwd)': of === 0 ? 10 + at / 5 : 7,
    }));
  const validator = createValidator(companySchema, { rules: weekRules() });
  const findings = validator.check(week(2), { earlier: [week(0)], asOf: '2025-09-26', now });
  const { score, issues } = findings.toReport();
  expect(issues.some(({ row, severity }) => row === null && severity !== 'info')).toBe(true);
  expect(score.parts.flatMap(({ lost_to }) => lost_to).length).toBeGreaterThan(4);
  for (const { lost, lost_to } of score.parts) {
    expect(lost_to.reduce((sum, cause) => sum + cause.lost, 0)).toBeCloseTo(lost, 4);
    for (const cause of lost_to) expect(findings.rowsOf(cause)).not.toEqual([]);
  }
  expect(groupIssues(findings.toReport(), 'ticker')).toEqual(groupIssues(findings, 'ticker'));
});
