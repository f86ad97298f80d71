import type { CellValue, MissingCause } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { Rule } from '../rules/rule';
import type { FieldPlan } from './field-plan';
import type { IssueLog } from './issue-log';

/** Puts one value to every test of its field, and logs what they find. */
export function judge(
  { field, tests }: FieldPlan,
  cell: { readonly row: number; readonly field: number; readonly value: CellValue; readonly fits: boolean },
  cause: MissingCause | undefined,
  rules: readonly Rule[],
  log: IssueLog,
): void {
  for (const { rule, test } of tests) {
    let isBad: boolean;
    try {
      isBad = test(cell.value, cell.fits, cause);
    } catch (error) {
      throw ruleFailed(rules[rule]!, field.name, error);
    }
    if (isBad) log.add(cell.row, cell.field, rule, Number.NaN);
  }
}

/** A caller's own rule threw. */
export function ruleFailed(rule: Rule, field: string, cause: unknown): ValidatorError {
  return new ValidatorError({
    code: 'RULE_FAILED',
    message: `Rule "${rule.name}" failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    place: { field },
    cause,
  });
}
