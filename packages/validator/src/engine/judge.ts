import type { CellValue, MissingCause } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { Rule } from '../rules/rule';
import type { FieldPlan } from './field-plan';
import type { IssueLog } from './issue-log';

/** Puts one value to every test of its field, and logs what they find. */
export function judge(
  { field, tests }: FieldPlan,
  row: number,
  index: number,
  value: CellValue,
  fits: boolean,
  cause: MissingCause | undefined,
  rules: readonly Rule[],
  log: IssueLog,
): void {
  let at = 0;
  try {
    for (; at < tests.length; at++) {
      const { rule, test } = tests[at]!;
      if (test(value, fits, cause)) log.add(row, index, rule, Number.NaN);
    }
  } catch (error) {
    throw ruleFailed(rules[tests[at]!.rule]!, field.name, error);
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
