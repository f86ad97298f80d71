import { isoToExcelSerial, type Row } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf } from '../../testing/companies';

const rows = companyRows(40);
const lastWeek = companyRows(40, 1);
const FISCAL = 'Fiscal Year End (FY 0)';
const spoil = (change: Row) => rows.map((row, at) => (at === 3 ? { ...row, ...change } : row));

describe('dates in fields of dates', () => {
  it.each([
    [45658],
    ['45658'],
    ['45658.0'],
    ['2025/01/01'],
    ['2025.01.01'],
    ['20250101'],
    [20250101],
    ['25/01/01'],
    ['2025-01-01 00:00:00'],
  ])('%s is 2025-01-01', (value) => {
    expect(linesOf(planOf(spoil({ [FISCAL]: value })), 'date_serial')).toEqual([
      [3, FISCAL, '2025-01-01', 'proposed'],
    ]);
  });

  it.each([['01/02/2025'], ['2025-13-01'], [1234], ['Dec'], ['']])('%s is left alone', (value) => {
    expect(linesOf(planOf(spoil({ [FISCAL]: value })), 'date_serial')).toEqual([]);
  });

  it('any serial gives its date back, surer with last week', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const spoiled = spoil({ [FISCAL]: isoToExcelSerial(iso) });
          const alone = planOf(spoiled).proposals[0]!;
          const known = planOf(
            spoiled,
            lastWeek.map((row, at) => (at === 3 ? { ...row, [FISCAL]: iso } : row)),
          ).proposals[0]!;
          expect([alone.to, known.to]).toEqual([iso, iso]);
          expect(known.confidence).toBeGreaterThan(alone.confidence);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('dates in fields of numbers', () => {
  it('a serial or a date is flagged: the number is lost', () => {
    for (const value of [45658, '2025-01-01', '25/10/03']) {
      const plan = planOf(spoil({ 'PER (Oct-25)': value }), lastWeek);
      expect(plan.proposals).toEqual([]);
      expect(linesOf(plan, 'date_serial')).toEqual([[3, 'PER (Oct-25)', null, 'flagged']]);
    }
  });

  it('is seen without last week where no such number belongs', () => {
    expect(linesOf(planOf(spoil({ 'PER (Oct-25)': 45658 })), 'date_serial')).toHaveLength(1);
    expect(linesOf(planOf(spoil({ '(USD mn)': 45658 })), 'date_serial')).toEqual([]);
    const before = lastWeek.map((row, at) => (at === 3 ? { ...row, '(USD mn)': 800 } : row));
    expect(linesOf(planOf(spoil({ '(USD mn)': 45658 }), before), 'date_serial')).toHaveLength(1);
  });

  it('is a number where last week had it too', () => {
    const steady = { 'PER (Oct-25)': 45658, '(USD mn)': 45000 };
    expect(linesOf(planOf(spoil(steady), spoil(steady)), 'date_serial')).toEqual([]);
  });
});
