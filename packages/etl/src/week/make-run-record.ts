import type { SheetAccounting } from '../transform/accounting';
import { toolkitVersion } from '../version';
import type { WeekAnalysis } from './analyse';
import type { WeekOptions } from './options';
import type { CorrectionCounts, RowTotals, RunRecord, RunStatus } from './run-record';
import type { SourceFile } from './source-file';
import type { Stopwatch } from './stopwatch';

/** Puts down what a run did. */
export function makeRunRecord(run: {
  readonly runId: string;
  readonly status: RunStatus;
  readonly releaseId: string;
  readonly fingerprint: string;
  readonly source: SourceFile;
  readonly analysis: WeekAnalysis;
  readonly options: WeekOptions;
  readonly startedAt: Date;
  readonly watch: Stopwatch;
}): RunRecord {
  const { status, source, analysis, options } = run;
  const { transformed, before, report, gate, comparison, decisions, recalled, notes } = analysis;
  return {
    run_id: run.runId,
    status,
    release_id: status === 'held' || status === 'failed' ? null : run.releaseId,
    started_at: run.startedAt.toISOString(),
    finished_at: new Date().toISOString(),
    source: { ...transformed.dataset.provenance, path: source.path },
    as_of: transformed.asOf,
    fingerprint: run.fingerprint,
    policy: options.policy ?? null,
    sheets: transformed.accounting,
    totals: totalsOf(transformed.accounting),
    quality: { before: before.summary, after: report.summary },
    corrections: countCorrections(analysis),
    decisions,
    recalled: recalled.map(({ proposal }) => proposal),
    decision_notes: notes,
    approval: options.approval ?? null,
    gate,
    compared_with: comparison?.previous_as_of ?? null,
    steps: [...run.watch.steps],
    toolkit: { version: toolkitVersion, node: process.version },
  };
}

function totalsOf(sheets: readonly SheetAccounting[]): RowTotals {
  const sum = (name: keyof RowTotals) => sheets.reduce((total, sheet) => total + sheet[name], 0);
  return {
    rows_read: sum('rows_read'),
    rows_published: sum('rows_published'),
    rows_merged: sum('rows_merged'),
    rows_quarantined: sum('rows_quarantined'),
    rows_structural: sum('rows_structural'),
  };
}

function countCorrections({ plan, decisions, journal }: WeekAnalysis): CorrectionCounts {
  return {
    proposed: plan.proposals.length,
    applied: journal.entries.length,
    refused: decisions.filter(({ decision }) => decision === 'refuse').length,
    undecided: plan.proposals.length - decisions.length,
    flagged: plan.flagged.length,
  };
}
