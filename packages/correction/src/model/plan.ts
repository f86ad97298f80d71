import type { CellValue, IssueCode } from '@stock-analyzer/schema';

/**
 * How a proposal came about.
 *
 * - `scale`: a number is off by a power of ten.
 * - `text_number`: a number stands as text.
 * - `spelling`: a text differs from one of the field's values in case, spaces or width only.
 * - `swapped_range`: a low stands where its high belongs, and the other way round.
 * - `manual`: a person gave the value; no detector did.
 */
export type CorrectionRule = 'scale' | 'text_number' | 'spelling' | 'swapped_range' | 'manual';

/**
 * What kind of fact speaks for or against a correction.
 *
 * - `prior`: how rare such an error is before anything is known of the cell.
 * - `bounds`: the field's possible or plausible range.
 * - `history`: the same company's value in the last approved week.
 * - `relation`: a formula that ties the value to other fields of its row.
 * - `order`: a field of the row that must not be smaller, or larger.
 * - `issue`: the validator's finding, where there are no peers to judge by.
 * - `peers`: companies of the same industry, or all companies where those are few.
 * - `format`: how a text is written.
 * - `list`: the field's list of values.
 * - `column`: the same deviation in much of the column, which then is no error of a cell.
 */
export type EvidenceKind =
  | 'prior'
  | 'bounds'
  | 'history'
  | 'relation'
  | 'order'
  | 'issue'
  | 'peers'
  | 'format'
  | 'list'
  | 'column';

/** One fact that speaks for (above 0) or against (below 0) a proposed value. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** In words, English. {@link describeEvidence} gives the same in Korean. */
  readonly text: string;
  /** Natural logarithm of how many times likelier the cell is if the proposed value is the true one. */
  readonly log_odds: number;
  /** What it speaks of: a formula, a field, an industry. */
  readonly subject: string | null;
  /** The figures behind the text, by name, in the field's unit. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Another reading of the cell that was weighed. */
export interface Alternative {
  /** The value in that reading; the present value stands for leaving the cell as it is. */
  readonly to: CellValue;
  /** 0 to 1. All readings of a cell add up to at most 1. */
  readonly confidence: number;
}

/** The issue of the validator's report that a proposal answers. */
export interface AnsweredIssue {
  readonly code: IssueCode;
  /** Its place in the list of issues that the plan was made from. */
  readonly index: number;
}

/** One suggested change of one cell. */
export interface Proposal {
  /** The same for the same suggestion on the same cell, and for nothing else. */
  readonly id: string;
  /** 0-based row in the data. */
  readonly row: number;
  readonly ticker: string | null;
  readonly field: string;
  readonly from: CellValue;
  readonly to: CellValue;
  readonly rule: CorrectionRule;
  /** Probability that `to` is right, 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly alternatives: readonly Alternative[];
  readonly answers: AnsweredIssue | null;
  /** Proposals of one group are applied together or not at all; null stands alone. */
  readonly group: string | null;
}

/**
 * A cell that a person should look at. It looks as a {@link Proposal} does, but nothing applies it;
 * `rule` and `to` are null where an issue was found and no correction is known.
 */
export interface Flag {
  readonly row: number;
  readonly ticker: string | null;
  readonly field: string;
  readonly from: CellValue;
  readonly to: CellValue;
  readonly rule: CorrectionRule | null;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly alternatives: readonly Alternative[];
  readonly answers: AnsweredIssue | null;
}

/** Proposals for one dataset, as plain JSON, bound to that dataset by its hash. */
export interface CorrectionPlan {
  readonly version: 1;
  /** ISO 8601 instant. */
  readonly created_at: string;
  /** As-of date of the week; null for a bare table. */
  readonly as_of: string | null;
  /** Hash of the data that the plan is for. */
  readonly hash_before: string;
  /** Hash of that data once every proposal is applied. */
  readonly hash_after: string;
  /** Confidence from which a correction is proposed; below it, it is flagged. */
  readonly threshold: number;
  readonly proposals: readonly Proposal[];
  readonly flagged: readonly Flag[];
}

/** A person's or policy's word on a proposal. */
export interface Decision {
  /** {@link Proposal.id}. */
  readonly proposal: string;
  readonly decision: 'accept' | 'refuse';
  /** A person's name, or `policy:NAME`. */
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly reason: string;
}
