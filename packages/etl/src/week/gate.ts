import type { CorrectionPlan, Decision } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import type { GateCondition, ValidationReport } from '@stock-analyzer/validator';
import type { TransformResult } from '../transform/transform';

/** How far the number of companies may be from last week's, in percent. */
const COMPANY_COUNT_CHANGE = 10;

/** The conditions that only the weekly run can judge; the validator's own stand beside them. */
export function weekConditions(week: {
  readonly transformed: TransformResult;
  /** Of the corrected data, the transform's issues among it. */
  readonly report: ValidationReport;
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  readonly previous: Dataset | undefined;
}): GateCondition[] {
  const { transformed, report, plan, decisions, previous } = week;
  const { asOf, dataset } = transformed;
  const { column_unit: units = 0, column_shifted: shifted = 0 } = report.by_code;
  // Columns that are gone altogether are the coverage's business.
  const present = new Set(report.fields.flatMap(({ field, checked }) => (checked ? [field] : [])));
  const empty = report.issues.filter(
    ({ code, field }) => code === 'column_empty' && present.has(field ?? ''),
  );
  const zero = (name: string, actual: number, unit: string): GateCondition => ({
    name,
    actual,
    comparison: '<=',
    limit: 0,
    unit,
    otherwise: 'hold',
  });
  const conditions = [
    zero('as_of_disagreements', asOf.evidence.filter(({ date }) => date !== asOf.date).length, 'dates'),
    zero('column_unit_issues', units, 'columns'),
    zero('broken_columns', empty.length + shifted, 'columns'),
    zero('undecided_corrections', plan.proposals.length - decisions.length, 'proposals'),
  ];
  if (previous) {
    const change = (100 * (dataset.fields.rowCount - previous.fields.rowCount)) / previous.fields.rowCount;
    conditions.push({
      name: 'company_count_change',
      actual: Math.abs(change),
      comparison: '<=',
      limit: COMPANY_COUNT_CHANGE,
      unit: 'percent',
      otherwise: 'hold',
    });
  }
  return conditions;
}
