import { companySchema, type Row, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { createDataQualityEngine, hashTable, rollback } from '../index';

const engine = createDataQualityEngine(companySchema);
const rows: Row[] = [
  { Ticker: 'TEST', corpName: 'Test Corp', 'ROE (Fwd)': 1550 },
  { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
];

describe('data quality in one call', () => {
  const report = engine.validateDataset(rows);
  const issues = engine.detectFormatIssues(report);

  it('detects percentages in basis points', () => {
    expect(issues.map(({ ticker, field }) => [ticker, field])).toEqual([['TEST', 'ROE (Fwd)']]);
  });

  it('changes nothing when the user refuses', async () => {
    const outcome = await engine.autoCorrectWithApproval(rows, issues, { approve: async () => false });
    expect(outcome).toMatchObject({ applied: false, reason: 'user_rejected' });
    expect(rows[0]!['ROE (Fwd)']).toBe(1550);
  });

  it('asks nobody when there is nothing to correct', async () => {
    const approve = () => {
      throw new Error('asked');
    };
    const outcome = await engine.autoCorrectWithApproval(rows, [], { approve });
    expect(outcome).toMatchObject({ applied: false, reason: 'nothing_to_correct' });
  });

  it('takes only true for a yes', async () => {
    const approve = (() => 'no') as unknown as () => boolean;
    expect(await engine.autoCorrectWithApproval(rows, issues, { approve })).toMatchObject({ applied: false });
  });

  it('applies what was approved, to rows as to tables, and can undo it', async () => {
    let shown = '';
    const approve = (preview: string) => {
      shown = preview;
      return true;
    };
    const outcome = await engine.autoCorrectWithApproval(rows, issues, { approve, by: 'Kim' });
    if (!outcome.applied) throw new Error(outcome.reason);
    expect(shown).toContain('1550');
    expect(outcome.data.map((row) => row['ROE (Fwd)'])).toEqual([15.5, 79.43]);
    expect(outcome.data[1]).toBe(rows[1]);
    expect(outcome.journal.entries[0]).toMatchObject({ ticker: 'TEST', from: 1550, to: 15.5, by: 'Kim' });
    const back = rollback(rowsToTable(outcome.data), outcome.journal);
    expect(hashTable(back)).toBe(hashTable(rowsToTable(rows)));

    expect(engine.detectFormatIssues(engine.validateDataset(outcome.data))).toEqual([]);
    expect(engine.generateQualityReport(report, outcome.journal)).toMatchObject({
      total_companies: 2,
      valid_companies: 2,
      field_coverage: '100%',
      format_issues_found: 1,
      format_issues_corrected: 1,
    });
  });
});
