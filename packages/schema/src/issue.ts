import type { CellValue } from './table';

/** How bad an issue is: an error makes its row invalid, a warning asks for a look, an info is for the record. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * What kind of issue was found. The set is closed and documented.
 *
 * - `missing_required`: a required field has no value.
 * - `wrong_type`: the value is of another type than the field's kind.
 * - `pattern_mismatch`: the text does not match the field's pattern or minimum length.
 * - `not_in_list`: the value is not one of the field's values.
 * - `not_integer`: the number has a fraction and must not.
 * - `out_of_possible_range`: the value cannot be true.
 * - `out_of_plausible_range`: the value is unusual.
 * - `percentage_basis_points`: a percentage that looks like basis points (1550 where 15.5 is meant).
 * - `duplicate_ticker`: two rows have the same ticker.
 * - `relation_mismatch`: fields of one company contradict each other: a formula or an order does not hold.
 * - `anomaly`: the value is far from what the field's companies have had in approved weeks.
 * - `jump`: the value moved since last week as hardly any does.
 * - `restated_value`: a value of an earlier date is told otherwise than in the week of that date.
 * - `company_new`, `company_gone`, `company_renamed`: against last week.
 * - `row_count`: the number of companies is far from last week's.
 * - `duplicate_company`: two rows are the same company under different tickers.
 * - `shared_market_cap`: classes of one company's shares tell one market cap, which sums must not count twice.
 * - `header_row`: the row is a header that was read as a company.
 * - `low_completeness`: much less of the column is filled than in approved weeks, or than asked for.
 * - `column_empty`, `column_constant`: a column that had values, or different ones, has none, or one.
 * - `column_duplicate`: two columns of different fields hold the same values.
 * - `column_shifted`: a column holds what another field's did.
 * - `distribution_drift`: the column's distribution is not that of approved weeks.
 * - `stale_column`: hardly any value of a column that moves every week has moved.
 * - `date_serial`: a number that looks like a spreadsheet's date.
 * - `source_error`: the source's cell holds an error or an unreadable text instead of a value.
 * - `source_conflict`: two sheets give the same company different values.
 * - `column_unit`: a whole column seems to be in another unit than declared.
 * - `unknown_column`: the source has a column that no field claims.
 * - `ambiguous_column`: the source has a column that several fields claim, or several columns for one field.
 * - `missing_column`: the profile expects a column that the source has not.
 * - `custom_rule`: what a rule of the caller's own found; the issue's `rule` names it.
 */
export type IssueCode =
  | 'missing_required'
  | 'wrong_type'
  | 'pattern_mismatch'
  | 'not_in_list'
  | 'not_integer'
  | 'out_of_possible_range'
  | 'out_of_plausible_range'
  | 'percentage_basis_points'
  | 'duplicate_ticker'
  | 'relation_mismatch'
  | 'anomaly'
  | 'jump'
  | 'restated_value'
  | 'company_new'
  | 'company_gone'
  | 'company_renamed'
  | 'row_count'
  | 'duplicate_company'
  | 'shared_market_cap'
  | 'header_row'
  | 'low_completeness'
  | 'column_empty'
  | 'column_constant'
  | 'column_duplicate'
  | 'column_shifted'
  | 'distribution_drift'
  | 'stale_column'
  | 'date_serial'
  | 'source_error'
  | 'source_conflict'
  | 'column_unit'
  | 'unknown_column'
  | 'ambiguous_column'
  | 'missing_column'
  | 'custom_rule';

/** One finding, as plain JSON. */
export interface Issue {
  /** 0-based index of the company's row in the data that was checked; null when the issue is about a column or the whole. */
  readonly row: number | null;
  readonly ticker: string | null;
  /** Display name of the field; null when the issue is about a whole row. */
  readonly field: string | null;
  readonly code: IssueCode;
  /** Name of the rule that found it, where a validator's rule did. */
  readonly rule?: string;
  readonly severity: Severity;
  /** The value that was found. */
  readonly value: CellValue;
  /** What would have been right, in words, for example `0 to 30 percent`. */
  readonly expected: string;
  readonly message: string;
  /** Cell address in the source where it is known, for example `M_Company!I17`. */
  readonly cell?: string;
  /** The figures and words that it rests on, by name: last week's value, the median of its peers, a formula. */
  readonly evidence?: Readonly<Record<string, number | string>>;
  /** A value that may be the right one. */
  readonly suggestion?: CellValue;
}
