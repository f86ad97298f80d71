import type { CellValue } from '@stock-analyzer/schema';
import type { RememberedDecision } from '../model/memory';

/** Rules whose deviation is a factor: the same error of another week has another value and the same factor. */
const FACTOR_RULES: ReadonlySet<string> = new Set(['scale', 'column_scale', 'sign', 'currency']);

/** Whether a decision speaks of all of a column's cells: one is remembered for them all. */
export function isOfColumn(rule: string): boolean {
  return rule === 'column_scale';
}

/** What makes two decisions one: the same company, field, rule and deviation. */
export function decisionKey({
  ticker,
  field,
  rule,
  from,
  to,
}: Pick<RememberedDecision, 'ticker' | 'field' | 'rule' | 'from' | 'to'>): string {
  return JSON.stringify([isOfColumn(rule) ? null : ticker, field, rule, ...deviationOf(rule, from, to)]);
}

/**
 * The factor, to half an order of magnitude and with its sign, which leaves room for an exchange rate to move;
 * where there is none, the values. What a person set by hand holds for one value of the source.
 */
function deviationOf(rule: string, from: CellValue, to: CellValue): readonly CellValue[] {
  if (rule === 'manual') return [from];
  const factor =
    FACTOR_RULES.has(rule) && typeof from === 'number' && typeof to === 'number' ? to / from : Number.NaN;
  const size = Math.log10(Math.abs(factor));
  return Number.isFinite(size) ? [Math.sign(factor), Math.round(2 * size) / 2 + 0] : [from, to];
}
