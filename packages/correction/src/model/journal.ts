import type { Column, IssueCode } from '@stock-analyzer/schema';
import type { JsonCell } from '../cells/json-cell';
import type { CorrectionRule } from './plan';

/** One change that was made, with all that is needed to make it again or undo it. */
export interface JournalEntry {
  /** Id of the proposal. */
  readonly id: string;
  /** 0-based. */
  readonly row: number;
  readonly ticker: string | null;
  readonly field: string;
  readonly from: JsonCell;
  readonly to: JsonCell;
  readonly rule: CorrectionRule;
  readonly confidence: number;
  /** Code of the issue that it answers. */
  readonly answers: IssueCode | null;
  readonly by: string;
  /** ISO 8601 instant of the decision. */
  readonly at: string;
  readonly reason: string;
}

/** What a changed column was like before, beyond its values. */
export interface JournalColumn {
  readonly field: string;
  readonly type_before: Column['type'];
  readonly type_after: Column['type'];
  /** The dictionary of a text column before; only its length where it was merely added to. */
  readonly dictionary: readonly string[] | number | null;
}

/**
 * What was changed, and its inverse, as plain JSON. It holds no clock and no randomness of its own: the same
 * plan and decisions give the same journal.
 */
export interface Journal {
  readonly version: 1;
  readonly as_of: string | null;
  readonly hash_before: string;
  readonly hash_after: string;
  readonly entries: readonly JournalEntry[];
  readonly columns: readonly JournalColumn[];
}
