import type { CellValue, IssueCode } from '@stock-analyzer/schema';

/**
 * How a proposal came about.
 *
 * - `scale`: a number is off by a power of ten.
 * - `column_scale`: a whole column is in another unit.
 * - `sign`: a number has the wrong sign.
 * - `currency`: an amount is in another currency than its field's.
 * - `swapped_range`: a low stands where its high belongs, and the other way round.
 * - `text_number`: a number stands as text.
 * - `date_serial`: a date stands as a spreadsheet's serial number, or a number is one.
 * - `ticker`: a ticker was taken for a number, lost its zeros or its ending, or is written otherwise.
 * - `spelling`: a text is one of the field's values but for its spelling.
 * - `error_token`: an error stands as text where a value belongs.
 * - `shifted_columns`: cells stand beside their columns, in a row or as a whole.
 * - `duplicate_column`: a column repeats another field's.
 * - `header_row`: a header was read as a company.
 * - `duplicate_company`: a company stands in two rows.
 * - `manual`: a person gave the value; no detector did.
 */
export type CorrectionRule =
  | 'scale'
  | 'column_scale'
  | 'sign'
  | 'currency'
  | 'swapped_range'
  | 'text_number'
  | 'date_serial'
  | 'ticker'
  | 'spelling'
  | 'error_token'
  | 'shifted_columns'
  | 'duplicate_column'
  | 'header_row'
  | 'duplicate_company'
  | 'manual';

/**
 * What kind of fact speaks for or against a correction.
 *
 * - `prior`: how rare such an error is before anything is known of the cell.
 * - `bounds`: the field's possible or plausible range.
 * - `history`: the same company's value in the last approved week.
 * - `relation`: a formula that ties the value to other fields of its row.
 * - `peers`: companies of the same industry, or all companies where those are few.
 * - `decimals`: with how many decimals the column's numbers are written.
 * - `format`: how a text is written.
 * - `list`: the field's list of values.
 * - `column`: the same deviation in much of the column, which then is no error of a cell.
 * - `token`: the text stands for an error or for no value.
 * - `date`: the value is a date, or a spreadsheet's serial number of one.
 * - `market`: how tickers of the company's exchange are written.
 * - `header`: the row holds names of columns.
 * - `place`: the value stands where another column's belongs.
 * - `duplicate`: another row, or another column, holds the same.
 */
export type EvidenceKind =
  | 'prior'
  | 'bounds'
  | 'history'
  | 'relation'
  | 'peers'
  | 'decimals'
  | 'format'
  | 'list'
  | 'column'
  | 'token'
  | 'date'
  | 'market'
  | 'header'
  | 'place'
  | 'duplicate';

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
