import type { Issue } from '@stock-analyzer/schema';
import type { RunResult } from '../engine/run';
import type { ValidationReport } from '../report';
import { scoreOf } from '../score/score';
import type { FigureContext } from './context';
import { fieldReports, summaryOf } from './figures';

/** Puts a report together. */
export function reportOf(
  context: FigureContext,
  { notRun, estimates }: Pick<RunResult, 'notRun' | 'estimates'>,
  total: number,
  issues: readonly Issue[],
): ValidationReport {
  const { table, tally } = context;
  const fields = fieldReports(context);
  const score = scoreOf({
    companies: table.rowCount,
    mapped: fields
      .filter(({ mapped, native }) => mapped && !native)
      .map(({ field, values }) => ({ name: field, values })),
    tally,
    asOf: context.asOf,
    checkedAt: context.timestamp,
  });
  return {
    summary: summaryOf(context, fields, score),
    by_code: Object.fromEntries(tally.byCode),
    fields,
    score,
    not_run: notRun,
    estimates,
    issues_total: total,
    issues,
  };
}
