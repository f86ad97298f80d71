import type { DefectPlan } from '@stock-analyzer/fixtures';
import { describe, expect, it } from 'vitest';
import { expectEverywhere, newFolder, run, smallWeek } from '../testing/weeks';
import type { WeekResult } from './process-week';

const week = (defects: DefectPlan, name?: string): Promise<WeekResult> => {
  const file = smallWeek(0, { defects });
  return run({ ...file, ...(name && { name }) }, { out: newFolder() });
};
const notPassed = ({ gate }: WeekResult) =>
  gate.conditions.filter(({ outcome }) => outcome !== 'pass').map(({ name, outcome }) => [name, outcome]);

describe('the gate', () => {
  it.each(['percent', 'basis_points'] as const)('holds a column that is in %s', async (unit) => {
    const result = await week([{ kind: 'column_unit', unit }]);
    expect(result.status).toBe('held');
    expect(notPassed(result)).toContainEqual(['column_unit_issues', 'hold']);
  });

  it('holds a week whose dates disagree', async () => {
    const result = await week([], 'Global_Scouter_20251017.xlsb');
    expect(result.status).toBe('held');
    expect(notPassed(result)).toEqual([['as_of_disagreements', 'hold']]);
  });

  it('fails a week without the sheet that a quarter of its fields come from', async () => {
    const result = await week([{ kind: 'missing_sheet', sheet: 'A_Company' }]);
    expect(result.status).toBe('failed');
    expect(notPassed(result)).toEqual([['field_coverage', 'fail']]);
  });

  it('holds a week that has lost many companies since the last', async () => {
    const out = newFolder();
    const first = await run(smallWeek(0), { out });
    const fewer = await run(smallWeek(1, { companies: 30, analysed: 20 }), { out });
    expect(fewer.status).toBe('held');
    expect(notPassed(fewer)).toContainEqual(['company_count_change', 'hold']);
    await expectEverywhere(out, first.run.release_id);
  });

  it('tells the number of every condition, and lets each be changed', async () => {
    const result = await run(smallWeek(), { out: newFolder(), gate: { companies: 1000 } });
    expect(result.status).toBe('failed');
    expect(result.gate.conditions.every(({ actual }) => typeof actual === 'number')).toBe(true);
    expect(notPassed(result)).toEqual([['total_companies', 'fail']]);
  });

  it('passes what harms nothing: a header row that moved, a date as text, columns that nobody knows', async () => {
    const result = await week([
      { kind: 'header_moved', count: 2 },
      { kind: 'date_as_text' },
      { kind: 'unknown_column', count: 2 },
    ]);
    expect(result.status).toBe('published');
    expect(result.dataset.fields.rowCount).toBe(50);
    const unknown = result.report.issues.filter(
      ({ code, severity }) => code === 'unknown_column' && severity === 'warning',
    );
    expect(unknown).toHaveLength(2);
  });

  it('passes duplicate tickers, whose second rows are kept apart with the reason', async () => {
    const result = await week([{ kind: 'duplicate_row', count: 2 }]);
    expect(result.status).toBe('published');
    expect(result.quarantine.map(({ reason }) => reason)).toEqual(['duplicate_ticker', 'duplicate_ticker']);
    expect(result.run.totals.rows_quarantined).toBe(2);
  });
});
