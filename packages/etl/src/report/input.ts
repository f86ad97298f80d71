import type { CorrectionPlan, Decision, Journal } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import type { Findings, GateResult, ValidationReport } from '@stock-analyzer/validator';
import type { QuarantinedRow } from '../transform/quarantine';
import type { WeekComparison } from '../week/compare';
import type { WeekScore } from '../week/earlier-scores';
import type { RunRecord } from '../week/run-record';

/** Everything that the quality report of a week tells. */
export interface QualityReportInput {
  readonly run: RunRecord;
  /** Corrected as decided. */
  readonly dataset: Dataset;
  /** Of the data as read. */
  readonly before: ValidationReport;
  /** Of the corrected data, with all of its issues. */
  readonly report: ValidationReport;
  /** Tells an issue of `report`, by its place in it, in another language. */
  readonly findings: Pick<Findings, 'at'>;
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  readonly journal: Journal;
  readonly gate: GateResult;
  /** Null if there is no week before. */
  readonly comparison: WeekComparison | null;
  /** Of the weeks before, the oldest first. */
  readonly earlierScores: readonly WeekScore[];
  readonly quarantine: readonly QuarantinedRow[];
}
