import type { CorrectionPlan, Decision } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import type { GateCondition } from '@stock-analyzer/validator';
import type { TransformResult } from '../transform/transform';

/** How far the number of companies may be from last week's, in percent. */
const COMPANY_COUNT_CHANGE = 10;

/** The conditions that only the weekly run can judge; the validator's own stand beside them. */
export function weekConditions(week: {
  readonly transformed: TransformResult;
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  readonly previous: Dataset | undefined;
}): GateCondition[] {
  const { transformed, plan, decisions, previous } = week;
  const { asOf, dataset, issues } = transformed;
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
    zero('column_unit_issues', issues.filter(({ code }) => code === 'column_unit').length, 'columns'),
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
