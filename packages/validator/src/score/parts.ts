import type { IssueCode } from '@stock-analyzer/schema';

/** What the quality score is made of. */
export type ScorePartName =
  | 'validity'
  | 'completeness'
  | 'consistency'
  | 'plausibility'
  | 'uniqueness'
  | 'timeliness';

/**
 * Codes that by themselves cost no points. An issue of severity `error` costs validity whatever its code, and a
 * missing value completeness; one of severity `info` costs nothing.
 */
type FreeCode =
  | 'missing_required'
  | 'wrong_type'
  | 'pattern_mismatch'
  | 'not_in_list'
  | 'not_integer'
  | 'out_of_possible_range'
  | 'company_new'
  | 'company_gone'
  | 'company_renamed'
  | 'row_count'
  | 'shared_market_cap'
  | 'header_row'
  | 'low_completeness'
  | 'column_empty'
  | 'source_error'
  | 'unknown_column'
  | 'ambiguous_column'
  | 'missing_column'
  | 'custom_rule';

const parts: Readonly<Record<Exclude<IssueCode, FreeCode>, ScorePartName>> = {
  out_of_plausible_range: 'plausibility',
  anomaly: 'plausibility',
  jump: 'plausibility',
  column_constant: 'plausibility',
  distribution_drift: 'plausibility',
  percentage_basis_points: 'consistency',
  relation_mismatch: 'consistency',
  restated_value: 'consistency',
  source_conflict: 'consistency',
  date_serial: 'consistency',
  column_unit: 'consistency',
  column_duplicate: 'consistency',
  column_shifted: 'consistency',
  duplicate_ticker: 'uniqueness',
  duplicate_company: 'uniqueness',
  stale_column: 'timeliness',
};

/** Which part of the score an issue of a code costs points of, beside those that its severity costs. */
export function partOfCode(code: IssueCode): ScorePartName | undefined {
  return (parts as Partial<Record<IssueCode, ScorePartName>>)[code];
}

/** Whether a column of such an issue is wrong in every company; else it is one of the columns. */
export function isInEveryCompany(code: IssueCode): boolean {
  return code === 'column_unit' || code === 'column_duplicate' || code === 'column_shifted';
}
