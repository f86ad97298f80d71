import type { IssueCode } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { FieldReport, ReportSummary, ValidationReport } from '../report';
import type { ScorePartName } from '../score/parts';

/**
 * Where a figure stands in a report: a path. `by_code.jump` is 0 if there is none; `score.timeliness` is a part's
 * value in percent, not known if the part was left out; `fields.ROE (Fwd).completeness` is of the field of that
 * display name.
 */
export type GateFigure =
  | `summary.${keyof ReportSummary}`
  | `by_code.${IssueCode}`
  | `score.${ScorePartName}`
  | `fields.${string}.${FieldFigure}`
  | 'issues_total';

type FieldFigure = keyof FieldReport & ('completeness' | 'values' | 'errors' | 'warnings' | 'infos');

/** The closed set, as values. */
const codes: Readonly<Record<IssueCode, true>> = {
  missing_required: true,
  wrong_type: true,
  pattern_mismatch: true,
  not_in_list: true,
  not_integer: true,
  out_of_possible_range: true,
  out_of_plausible_range: true,
  percentage_basis_points: true,
  duplicate_ticker: true,
  relation_mismatch: true,
  anomaly: true,
  jump: true,
  restated_value: true,
  company_new: true,
  company_gone: true,
  company_renamed: true,
  row_count: true,
  duplicate_company: true,
  shared_market_cap: true,
  header_row: true,
  low_completeness: true,
  column_empty: true,
  column_constant: true,
  column_duplicate: true,
  column_shifted: true,
  distribution_drift: true,
  stale_column: true,
  date_serial: true,
  source_error: true,
  source_conflict: true,
  column_unit: true,
  unknown_column: true,
  ambiguous_column: true,
  missing_column: true,
  custom_rule: true,
};

const fieldFigures: readonly string[] = [
  'completeness',
  'values',
  'errors',
  'warnings',
  'infos',
] satisfies FieldFigure[];

const partNames: readonly string[] = [
  'validity',
  'completeness',
  'consistency',
  'plausibility',
  'uniqueness',
  'timeliness',
] satisfies ScorePartName[];

/** Looks a figure up. Null if it is not known. */
export function figureOf(figure: GateFigure, report: ValidationReport): number | string | null {
  const [room, name, last] = parseFigure(figure);
  const { summary, by_code, score, fields } = report;
  switch (room) {
    case 'issues_total':
      return report.issues_total;
    case 'by_code':
      return by_code[name as IssueCode] ?? 0;
    case 'score':
      return score.parts.find((part) => part.name === name)?.value ?? null;
    case 'fields': {
      const field = fields.find((each) => each.field === name);
      if (field) return field[last as FieldFigure];
      break;
    }
    default:
      if (Object.hasOwn(summary, name)) return summary[name as keyof ReportSummary];
  }
  throw unknownFigure(figure);
}

/**
 * Takes a path apart.
 *
 * @throws ValidatorError `INVALID_CRITERIA` if no report can have such a figure.
 */
export function parseFigure(figure: string): [room: string, name: string, last: string] {
  const [, room = figure, rest = ''] = /^(\w+)\.(.+)$/s.exec(figure) ?? [];
  const dot = rest.lastIndexOf('.');
  const [name, last] = room === 'fields' ? [rest.slice(0, dot), rest.slice(dot + 1)] : [rest, ''];
  const isKnown =
    (room === 'issues_total' && rest === '') ||
    (room === 'summary' && rest !== '') ||
    (room === 'by_code' && Object.hasOwn(codes, name)) ||
    (room === 'score' && partNames.includes(name)) ||
    (room === 'fields' && dot > 0 && fieldFigures.includes(last));
  if (!isKnown) throw unknownFigure(figure);
  return [room, name, last];
}

function unknownFigure(figure: string): ValidatorError {
  return new ValidatorError({
    code: 'INVALID_CRITERIA',
    message: `No report has the figure "${figure}"`,
    advice:
      'Name one as in "summary.quality_score", "by_code.wrong_type" or "fields.ROE (Fwd).completeness".',
  });
}
