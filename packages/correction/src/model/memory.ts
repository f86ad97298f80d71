import type { CellValue } from '@stock-analyzer/schema';
import type { JsonCell } from '../cells/json-cell';
import type { CorrectionRule, Decision } from './plan';

/** A person's decision, and what the source had when it was made. */
export interface RememberedDecision {
  /** As it was in the source; null for a decision on a whole column, of which `from` and `to` are one cell. */
  readonly ticker: string | null;
  readonly field: string;
  readonly rule: CorrectionRule;
  readonly from: CellValue;
  readonly to: CellValue;
  readonly decision: Decision['decision'];
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly reason: string;
  /** As-of date of the week that it was made on, `YYYY-MM-DD`. */
  readonly as_of: string;
  /** The last as-of date that it holds for, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Persons' decisions that hold for the weeks to come, as plain JSON, sorted. */
export interface DecisionMemory {
  readonly version: 1;
  readonly decisions: readonly RememberedDecision[];
}

/** Tells a person that the source changed under a decision, which therefore was not applied. */
export interface DecisionNote {
  /** Null for a decision on a whole column. */
  readonly ticker: string | null;
  readonly field: string;
  /** What the source had when it was decided. */
  readonly was: CellValue;
  /** What it has now; null for a whole column. */
  readonly now: JsonCell;
  readonly decided: RememberedDecision;
}
