import type { ValidationReport } from '@stock-analyzer/validator';
import type { Journal } from '../model/journal';

/** A report's figures under the architecture document's names. */
export interface QualityFigures {
  /** When the check was made, ISO 8601. */
  readonly timestamp: string;
  /** Checked fields of those that the source maps, as the document writes it: `100%`. */
  readonly field_coverage: string;
  readonly total_companies: number;
  readonly valid_companies: number;
  /** Percent. */
  readonly validation_success_rate: number;
  readonly format_issues_found: number;
  readonly format_issues_corrected: number;
  /** 0 to 100, as checked: before corrections. */
  readonly quality_score: number;
}

/** Picks the document's figures out of a report. */
export function qualityFigures({ summary }: ValidationReport, journal?: Journal): QualityFigures {
  const corrected = journal?.entries.filter(({ answers }) => answers === 'percentage_basis_points') ?? [];
  return {
    timestamp: summary.timestamp,
    field_coverage: `${Number(summary.field_coverage.toFixed(2))}%`,
    total_companies: summary.total_companies,
    valid_companies: summary.valid_companies,
    validation_success_rate: summary.validation_success_rate,
    format_issues_found: summary.format_issues_found,
    format_issues_corrected: summary.format_issues_corrected + corrected.length,
    quality_score: summary.quality_score,
  };
}
