import type { Issue, IssueCode } from '@stock-analyzer/schema';
import type { Estimate, NotRun } from './rules/outcome';
import type { QualityScore } from './score/score';
import type { Language } from './words';

/** The figures of a report. Rates and coverages are in percent, counts are exact whatever `issues` holds. */
export interface ReportSummary {
  /** When the check was made, ISO 8601. */
  readonly timestamp: string;
  /** As-of date of the data, `YYYY-MM-DD`; null if unknown. */
  readonly as_of: string | null;
  /** Id and version of the schema, for example `company@1.0.0`. */
  readonly schema: string;
  readonly total_companies: number;
  /** Companies without an issue of severity `error`. */
  readonly valid_companies: number;
  /** 100 × valid companies ÷ companies; 0 if there are none. */
  readonly validation_success_rate: number;
  /** 100 × fields that were checked ÷ fields that the source maps. */
  readonly field_coverage: number;
  /** How many of the schema's fields have at least one value. */
  readonly fields_present: number;
  /** How many fields the schema has. */
  readonly fields_total: number;
  /** Percentages that look like basis points. */
  readonly format_issues_found: number;
  /** How many of them were corrected since; 0 in a report of a check. */
  readonly format_issues_corrected: number;
  readonly companies_with_format_issues: number;
  /** 100 × companies with format issues ÷ companies. */
  readonly format_issue_rate: number;
  /** Values outside of the possible or the plausible range. */
  readonly range_violations: number;
  /** Required values that are missing. */
  readonly missing_required_fields: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** 0 to 100; see {@link QualityScore}. */
  readonly quality_score: number;
}

/** What a report says of one field. */
export interface FieldReport {
  /** Display name. */
  readonly field: string;
  /** Set on a source's own field; the others are the schema's, which coverage and counts of fields are about. */
  readonly native?: true;
  /** Whether the source maps the field: it has its column, or is known to lack it. */
  readonly mapped: boolean;
  /** Whether the field has at least one value. */
  readonly present: boolean;
  /** Whether rules looked at its column. */
  readonly checked: boolean;
  /** How many companies have a value. */
  readonly values: number;
  /** 100 × companies with a value ÷ companies. */
  readonly completeness: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What a check found, as plain JSON. */
export interface ValidationReport {
  readonly summary: ReportSummary;
  /** Issues by code; codes without issues are left out. */
  readonly by_code: Readonly<Partial<Record<IssueCode, number>>>;
  /** Every field of the schema, in its order, then the native fields that a dataset has. */
  readonly fields: readonly FieldReport[];
  readonly score: QualityScore;
  /** Rules that are on and could not run. */
  readonly not_run: readonly NotRun[];
  /** Constants that relations hold up to, estimated from the data: exchange rates in units a dollar, for example. */
  readonly estimates: readonly Estimate[];
  /** How many issues there are, of which `issues` may hold the first only. */
  readonly issues_total: number;
  /** By row, then by the schema's order of fields; issues about no single row come first. */
  readonly issues: readonly Issue[];
}

/** How a report is written. */
export interface ReportOptions {
  /** At most so many issues are listed; all of them are counted. Default: all. */
  readonly maxIssues?: number;
  /** Language of messages. Default `en`. */
  readonly language?: Language;
}
