import type { IssueCode } from '@stock-analyzer/schema';
import { percent } from '../numbers';
import type { FieldReport, ReportSummary } from '../report';
import type { QualityScore } from '../score/score';
import type { FigureContext } from './context';

/** What a report says of each field of the schema. */
export function fieldReports({ table, tally, mapped, hasRules }: FigureContext): FieldReport[] {
  return table.schema.fields.flatMap(({ name }, index) => {
    const isNative = index >= table.nativeFrom;
    if (isNative && !table.has(index)) return [];
    const values = tally.values[index]!;
    const { error, warning, info } = tally.byField[index]!;
    return {
      field: name,
      ...(isNative && { native: true as const }),
      mapped: isNative || mapped.has(name),
      present: values > 0,
      checked: table.has(index) && hasRules[index]!,
      values,
      completeness: percent(values, table.rowCount),
      errors: error,
      warnings: warning,
      infos: info,
    };
  });
}

/** The figures of a report. */
export function summaryOf(
  { table, tally, asOf, timestamp }: FigureContext,
  allFields: readonly FieldReport[],
  score: QualityScore,
): ReportSummary {
  const fields = allFields.filter(({ native }) => !native);
  const companies = table.rowCount;
  const valid = companies - tally.companies.validity;
  const mapped = fields.filter((field) => field.mapped);
  const count = (code: IssueCode) => tally.byCode.get(code) ?? 0;
  return {
    timestamp,
    as_of: asOf,
    schema: `${table.schema.id}@${table.schema.version}`,
    total_companies: companies,
    valid_companies: valid,
    validation_success_rate: percent(valid, companies),
    field_coverage: percent(mapped.filter(({ checked }) => checked).length, mapped.length),
    fields_present: fields.filter(({ present }) => present).length,
    fields_total: fields.length,
    format_issues_found: count('percentage_basis_points'),
    format_issues_corrected: 0,
    companies_with_format_issues: tally.companies.format,
    format_issue_rate: percent(tally.companies.format, companies),
    range_violations: count('out_of_possible_range') + count('out_of_plausible_range'),
    missing_required_fields: count('missing_required'),
    errors: tally.total.error,
    warnings: tally.total.warning,
    infos: tally.total.info,
    quality_score: score.total,
  };
}
