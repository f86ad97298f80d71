import type { GateOutcome, ReportSummary } from '@stock-analyzer/validator';
import type { CorrectionCounts, RowTotals, RunStatus } from '../../week/run-record';
import type { QualityReportInput } from '../input';

/** The figures that every form of the report begins with. */
export interface Summary {
  readonly asOf: string;
  readonly file: string | null;
  readonly status: RunStatus;
  readonly outcome: GateOutcome;
  readonly conditions: number;
  readonly failed: number;
  readonly held: number;
  readonly approvedBy: string | null;
  readonly policy: string | null;
  readonly companies: number;
  readonly validRate: number;
  readonly score: number;
  readonly scoreBefore: number;
  readonly issuesBefore: number;
  readonly issues: number;
  readonly after: ReportSummary;
  readonly corrections: CorrectionCounts;
  readonly totals: RowTotals;
}

export function summaryOf({ run, dataset, before, report, gate }: QualityReportInput): Summary {
  const count = (outcome: GateOutcome) => gate.conditions.filter((each) => each.outcome === outcome).length;
  return {
    asOf: dataset.asOf,
    file: dataset.provenance.file,
    status: run.status,
    outcome: gate.outcome,
    conditions: gate.conditions.length,
    failed: count('fail'),
    held: count('hold'),
    approvedBy: run.approval?.by ?? null,
    policy: run.policy?.name ?? null,
    companies: report.summary.total_companies,
    validRate: report.summary.validation_success_rate,
    score: report.summary.quality_score,
    scoreBefore: before.summary.quality_score,
    issuesBefore: before.issues_total,
    issues: report.issues_total,
    after: report.summary,
    corrections: run.corrections,
    totals: run.totals,
  };
}
