import type { CorrectionPolicy, Decision } from '@stock-analyzer/correction';
import type { DecisionNote } from '@stock-analyzer/correction/memory';
import type { Provenance } from '@stock-analyzer/schema';
import type { GateResult, ReportSummary } from '@stock-analyzer/validator';
import type { SheetAccounting } from '../transform/accounting';
import type { AsOf } from '../transform/as-of';

/**
 * How a run ended.
 *
 * - `published`: its release is the current one.
 * - `history`: an older week, kept as history; the current release stays.
 * - `unchanged`: this very week is already released; nothing was written.
 * - `held`: it waits for a person's word (`approveRun`); nothing was released.
 * - `failed`: the quality gate refused it; nothing was released.
 */
export type RunStatus = 'published' | 'history' | 'unchanged' | 'held' | 'failed';

/** Wall-clock and CPU time of one step. */
export interface StepTiming {
  readonly step: string;
  /** Milliseconds of wall-clock time. */
  readonly ms: number;
  /** Milliseconds of CPU time, all threads of the process. */
  readonly cpu_ms: number;
}

/** Rows of all sheets: read = published + merged + quarantined + structural. */
export interface RowTotals {
  readonly rows_read: number;
  readonly rows_published: number;
  readonly rows_merged: number;
  readonly rows_quarantined: number;
  readonly rows_structural: number;
}

/** What became of the correction proposals. */
export interface CorrectionCounts {
  readonly proposed: number;
  readonly applied: number;
  readonly refused: number;
  readonly undecided: number;
  /** Suspicious values for a person to look at, without a proposal. */
  readonly flagged: number;
}

/** Everything about one execution of {@link processWeek}, kept for good as `run.json`. */
export interface RunRecord {
  readonly run_id: string;
  readonly status: RunStatus;
  /** The release that it made, or the one that was already there; null if held or failed. */
  readonly release_id: string | null;
  /** ISO 8601 instants. */
  readonly started_at: string;
  readonly finished_at: string;
  readonly source: Provenance & { readonly path: string | null };
  readonly as_of: AsOf;
  readonly fingerprint: string;
  /** What was allowed to be applied unasked; null for nothing. */
  readonly policy: CorrectionPolicy | null;
  readonly sheets: readonly SheetAccounting[];
  readonly totals: RowTotals;
  /** The report's figures before and after correction. */
  readonly quality: { readonly before: ReportSummary; readonly after: ReportSummary };
  readonly corrections: CorrectionCounts;
  readonly decisions: readonly Decision[];
  /** Those of them that stand as a person decided in an earlier week: ids of their proposals. */
  readonly recalled: readonly string[];
  /** Where the source changed under a decision of an earlier week, which therefore was not applied. */
  readonly decision_notes: readonly DecisionNote[];
  /** A person's acceptance of a hold; null where none was needed. */
  readonly approval: Approval | null;
  readonly gate: GateResult;
  readonly compared_with: string | null;
  readonly steps: readonly StepTiming[];
  readonly toolkit: { readonly version: string; readonly node: string };
}

/** A person's word on a held run. */
export interface Approval {
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly reason: string;
}
