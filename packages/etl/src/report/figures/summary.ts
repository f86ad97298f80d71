import type { GateConditionResult, GateOutcome, ReportSummary } from '@stock-analyzer/validator';
import type { CorrectionCounts, RowTotals, RunStatus } from '../../week/run-record';
import type { QualityReportInput } from '../input';

/** The figures that every form of the report begins with. */
export interface Summary {
  readonly asOf: string;
  readonly file: string | null;
  readonly status: RunStatus;
  readonly outcome: GateOutcome;
  readonly conditions: number;
  /** Conditions of the gate that do not hold. */
  readonly unmet: readonly GateConditionResult[];
  readonly approvedBy: string | null;
  readonly companies: number;
  readonly validRate: number;
  readonly score: number;
  readonly scoreBefore: number;
  readonly issues: number;
  readonly after: ReportSummary;
  readonly corrections: CorrectionCounts;
  readonly totals: RowTotals;
}

export function summaryOf({ run, dataset, before, report, gate }: QualityReportInput): Summary {
  return {
    asOf: dataset.asOf,
    file: dataset.provenance.file,
    status: run.status,
    outcome: gate.outcome,
    conditions: gate.conditions.length,
    unmet: gate.conditions.filter(({ outcome }) => outcome !== 'pass'),
    approvedBy: run.approval?.by ?? null,
    companies: report.summary.total_companies,
    validRate: report.summary.validation_success_rate,
    score: report.summary.quality_score,
    scoreBefore: before.summary.quality_score,
    issues: report.issues_total,
    after: report.summary,
    corrections: run.corrections,
    totals: run.totals,
  };
}
