import { companySchema } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyRows } from '../testing/messy-rows';
import { createValidator } from '../validator';
import { diffReports } from './diff';

const { validate } = createValidator(companySchema);
const now = new Date('2025-10-17T09:00:00Z');
const nvda = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 };

describe('the difference of two reports', () => {
  it('is nothing between a report and itself', () => {
    fc.assert(
      fc.property(messyRows, (rows) => {
        const report = validate(rows, { now });
        expect(diffReports(report, report)).toMatchObject({
          figures: [],
          by_code: [],
          score: { change: 0, parts: [] },
          gone: [],
          new: [],
          unchanged: report.issues.length,
          exact: true,
        });
      }),
    );
  });

  it('accounts for every issue of both, and turns around', () => {
    fc.assert(
      fc.property(messyRows, messyRows, (old, fresh) => {
        const [before, after] = [validate(old, { now }), validate(fresh, { now })];
        const diff = diffReports(before, after);
        expect(diff.gone.length + diff.unchanged).toBe(before.issues.length);
        expect(diff.new.length + diff.unchanged).toBe(after.issues.length);
        const back = diffReports(after, before);
        expect(back.unchanged).toBe(diff.unchanged);
        expect(back.score.change).toBe(0 - diff.score.change);
      }),
      { numRuns: 200 },
    );
  });

  it('knows a company in another row, and tells what changed', () => {
    const before = validate([{ ...nvda, 'ROE (Fwd)': 7943 }, { Ticker: 'AFMD' }], { now });
    const after = validate([{ Ticker: 'AFMD' }, nvda, { ...nvda, corpName: '' }], { now });
    const diff = diffReports(before, after);
    expect(diff.gone.map(({ code }) => code)).toEqual(['percentage_basis_points']);
    expect(diff.new.map(({ code }) => code)).toEqual([
      'duplicate_ticker',
      'duplicate_ticker',
      'missing_required',
    ]);
    expect(diff.unchanged).toBe(1);
    expect(diff.figures).toContainEqual({ figure: 'total_companies', before: 2, after: 3, change: 1 });
    expect(diff.by_code).toContainEqual({ code: 'duplicate_ticker', before: 0, after: 2, change: 2 });
    expect(diff.score.parts).toContainEqual({ name: 'consistency', before: 7.5, after: 15, change: 7.5 });
    expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
  });

  it('says so if a report does not list all of its issues', () => {
    const whole = validate([{ Ticker: 'AFMD' }], { now });
    const cut = validate([{ Ticker: 'AFMD' }], { now, maxIssues: 0 });
    expect(diffReports(cut, whole)).toMatchObject({ exact: false, by_code: [] });
  });
});
