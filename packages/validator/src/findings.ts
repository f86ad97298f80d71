import { cellAddress, type Dataset, type Issue, type IssueCode } from '@stock-analyzer/schema';
import type { CheckedTable } from './columns/checked-table';
import { emptyColumn, type RunResult } from './engine/run';
import type { Tally } from './engine/tally';
import { ValidatorError } from './errors';
import { percent } from './numbers';
import type { FieldReport, ReportOptions, ReportSummary, ValidationReport } from './report';
import { type QualityScore, scoreOf } from './score';
import type { Language } from './words';

/**
 * What a check found, in compact form: 16 bytes an issue, and texts only for the issues that are looked at.
 * Keeps the checked columns alive, as issues tell their values.
 */
export interface Findings extends Iterable<Issue> {
  /** Companies that were checked. */
  readonly companies: number;
  /** How many issues there are, or how many of one code. */
  count(code?: IssueCode): number;
  /**
   * One issue, by its number in the order of row, then field.
   *
   * @throws ValidatorError `OUT_OF_RANGE` if there is no such number.
   */
  at(index: number, language?: Language): Issue;
  /** The report as plain JSON. */
  toReport(options?: ReportOptions): ValidationReport;
}

/** What {@link findingsOf} needs besides the run itself. */
export interface FindingsContext {
  readonly table: CheckedTable;
  readonly tally: Tally;
  /** By index of the schema's field: whether any rule looks at it. */
  readonly hasRules: readonly boolean[];
  /** Names of the fields that the source maps, whether or not it has their columns. */
  readonly mapped: ReadonlySet<string>;
  readonly asOf: string | null;
  readonly timestamp: string;
  readonly dataset: Dataset | undefined;
}

export function findingsOf(context: FindingsContext, result: RunResult): Findings {
  const { table, tally, dataset } = context;
  const { records, notes, rules } = result;

  function at(index: number, language: Language = 'en'): Issue {
    if (!(index >= 0 && index < records.count && Number.isInteger(index))) {
      throw new ValidatorError({
        code: 'OUT_OF_RANGE',
        message: `There is no issue ${index}; there are ${records.count}`,
        advice: 'Issues are numbered from 0.',
      });
    }
    const at = records.rows[index]!;
    const detail = records.details[index]!;
    const rule = rules[records.rules[index]!];
    if (!rule) {
      const issue = notes[detail]!.issue(language);
      return issue.row === null ? issue : { ...issue, ticker: issue.ticker ?? table.tickerAt(issue.row) };
    }
    const row = at < 0 ? null : at;
    const field = table.schema.fields[records.fields[index]!] ?? null;
    const column =
      table.columns[records.fields[index]!] ?? emptyColumn(field ?? table.schema.fields[0]!, table.rowCount);
    const value = row === null || field === null ? null : column.valueAt(row);
    const { expected, message, suggestion, evidence, ticker } = rule.explain(
      { row, value, field, detail, column, table },
      language,
    );
    const cell = dataset && row !== null && field ? cellAddress(dataset, row, field.name) : undefined;
    return {
      row,
      ticker: ticker ?? (row === null ? null : table.tickerAt(row)),
      field: field?.name ?? null,
      code: rule.code,
      rule: rule.name,
      severity: rule.severity,
      value,
      expected,
      message,
      ...(cell !== undefined && { cell }),
      ...(evidence !== undefined && { evidence }),
      ...(suggestion !== undefined && { suggestion }),
    };
  }

  return {
    companies: table.rowCount,
    count: (code) => (code === undefined ? records.count : (tally.byCode.get(code) ?? 0)),
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < records.count; index++) yield at(index);
    },
    toReport({ maxIssues = records.count, language = 'en' } = {}) {
      const fields = fieldReports(context);
      const score = scoreOf(
        table.rowCount,
        fields
          .filter(({ mapped, native }) => mapped && !native)
          .map(({ field, values }) => ({ name: field, values })),
        tally,
      );
      const listed = Math.max(0, Math.min(records.count, Math.floor(maxIssues)));
      return {
        summary: summaryOf(context, fields, score),
        by_code: Object.fromEntries(tally.byCode),
        fields,
        score,
        not_run: result.notRun,
        estimates: result.estimates,
        issues_total: records.count,
        issues: Array.from({ length: listed }, (_, index) => at(index, language)),
      };
    },
  };
}

function fieldReports({ table, tally, mapped, hasRules }: FindingsContext): FieldReport[] {
  return table.schema.fields.flatMap(({ name }, index) => {
    const column = table.columns[index];
    const isNative = index >= table.nativeFrom;
    if (isNative && !column) return [];
    const values = tally.values[index]!;
    const { error, warning, info } = tally.byField[index]!;
    return {
      field: name,
      ...(isNative && { native: true as const }),
      mapped: isNative || mapped.has(name),
      present: values > 0,
      checked: column !== undefined && hasRules[index]!,
      values,
      completeness: percent(values, table.rowCount),
      errors: error,
      warnings: warning,
      infos: info,
    };
  });
}

function summaryOf(
  { table, tally, asOf, timestamp }: FindingsContext,
  allFields: readonly FieldReport[],
  score: QualityScore,
): ReportSummary {
  const fields = allFields.filter(({ native }) => !native);
  const companies = table.rowCount;
  const valid = companies - tally.companies.error;
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
