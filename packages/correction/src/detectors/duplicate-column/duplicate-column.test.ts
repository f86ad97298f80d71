import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf } from '../../testing/companies';

const rows = companyRows(60);
const lastWeek = companyRows(60, 1);
const copied = (to: string, from: string) => rows.map((row) => ({ ...row, [to]: row[from]! }));
const fieldsOf = (lines: ReturnType<typeof linesOf>) => [...new Set(lines.map(([, field]) => field))];

describe('a column that repeats another', () => {
  it('is flagged where last week tells the copy', () => {
    const lines = linesOf(planOf(copied('Beta (5Y)', 'Return (5Y)'), lastWeek), 'duplicate_column');
    expect(fieldsOf(lines)).toEqual(['Beta (5Y)']);
    expect(lines).toHaveLength(60);
    expect(lines.every(([, , to, status]) => to === null && status === 'flagged')).toBe(true);
  });

  it('is flagged with the other where nothing tells which is the copy', () => {
    const plan = planOf(copied('Inventory Turnover (Fwd)', 'Asset Turnover (Fwd)'));
    expect(fieldsOf(linesOf(plan, 'duplicate_column')).sort()).toEqual([
      'Asset Turnover (Fwd)',
      'Inventory Turnover (Fwd)',
    ]);
  });

  it('is none if it did so last week, or is all but empty', () => {
    const same = copied('Quick Ratio (Fwd)', 'Current Ratio (Fwd)');
    expect(linesOf(planOf(same, same), 'duplicate_column')).toEqual([]);
    const empty = rows.map((row) => ({ ...row, 'Beta (5Y)': null, 'Return (5Y)': null }));
    expect(linesOf(planOf(empty), 'duplicate_column')).toEqual([]);
  });
});
