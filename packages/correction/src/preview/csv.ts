import { csvText } from '@stock-analyzer/schema';
import type { Language } from '../evidence/describe';
import type { CorrectionPlan } from '../model/plan';
import { type PlanRow, planToRows } from './rows';

const columns = [
  'id',
  'status',
  'ticker',
  'field',
  'from',
  'to',
  'rule',
  'confidence',
  'issue',
  'why',
] as const satisfies readonly (keyof PlanRow)[];

/**
 * A plan as CSV (RFC 4180, CRLF). Texts that a spreadsheet would take for a formula get an apostrophe in
 * front; numbers stay numbers, negative ones too.
 *
 * @example
 * ```ts
 * import { planToCsv, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: '=1+1', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * planToCsv(plan).split('\r\n')[1]?.split(',').slice(1, 7); // → ['proposed', "'=1+1", 'exchange', 'Nasdaq', 'NASDAQ', 'spelling']
 * ```
 */
export function planToCsv(plan: CorrectionPlan, language: Language = 'en'): string {
  return csvText([columns, ...planToRows(plan, language).map((row) => columns.map((name) => row[name]))]);
}
