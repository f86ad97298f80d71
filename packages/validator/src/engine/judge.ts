import type { CellValue, MissingCause } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { CompiledRules } from './compile';
import type { IssueLog } from './issue-log';

/** Puts one value to every test of the field with this index, and logs what they find. */
export function judge(
  { plans, rules }: Pick<CompiledRules, 'plans' | 'rules'>,
  log: IssueLog,
  row: number,
  field: number,
  value: CellValue,
  fits: boolean,
  cause?: MissingCause,
): void {
  const { tests, field: definition } = plans[field]!;
  let at = 0;
  try {
    for (; at < tests.length; at++) {
      const { rule, test } = tests[at]!;
      if (test(value, fits, cause)) log.add(row, field, rule * 2, Number.NaN);
    }
  } catch (error) {
    throw ruleFailed(rules[tests[at]!.rule]!.name, definition.name, error);
  }
}

/** A caller's own rule threw. */
export function ruleFailed(rule: string, field: string | null, cause: unknown): ValidatorError {
  return new ValidatorError({
    code: 'RULE_FAILED',
    message: `Rule "${rule}" failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    ...(field !== null && { place: { field } }),
    cause,
  });
}
