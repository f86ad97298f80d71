import { type FieldColumn, MISSING, markTexts, STRAY } from '../columns/field-column';
import type { Rule } from '../rules/rule';
import type { FieldPlan } from './field-plan';
import type { IssueLog } from './issue-log';
import { judge } from './judge';

/** Tests a column's values, each by itself. */
export function checkColumn(
  plan: FieldPlan,
  column: FieldColumn,
  field: number,
  rules: readonly Rule[],
  log: IssueLog,
): void {
  const { state, causes } = column;
  const suspect = (row: number) => {
    if (!causes?.has(row)) {
      judge(plan, row, field, column.valueAt(row), state[row] === 1, undefined, rules, log);
    }
  };
  if (plan.storage === 'number') suspectNumbers(plan, column, suspect);
  else if (plan.storage === 'text') suspectTexts(plan, column, suspect);
  else if (!plan.accepts(true)) eachOf(state, 1, suspect);
  eachOf(state, STRAY, suspect);
  if (!plan.optional) eachOf(state, MISSING, suspect);
  for (const [row, cause] of causes ?? []) {
    judge(plan, row, field, column.valueAt(row), state[row] === 1, cause, rules, log);
  }
}

function suspectNumbers(
  { low, high, integer }: FieldPlan,
  { numbers }: FieldColumn,
  suspect: (row: number) => void,
) {
  // NaN, which stands for what is missing or of another type, fails every comparison.
  if (low > high) {
    for (let row = 0; row < numbers.length; row++) if (!Number.isNaN(numbers[row])) suspect(row);
    return;
  }
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (value < low || value > high) suspect(row);
  }
  if (!integer) return;
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (value >= low && value <= high && value % 1 !== 0) suspect(row);
  }
}

function suspectTexts({ accepts }: FieldPlan, column: FieldColumn, suspect: (row: number) => void) {
  const bad = markTexts(column, (text) => !accepts(text));
  if (!bad) return;
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) if (bad[codes[row]!] === 1) suspect(row);
}

function eachOf(state: Uint8Array, wanted: number, suspect: (row: number) => void): void {
  for (let row = state.indexOf(wanted); row >= 0; row = state.indexOf(wanted, row + 1)) suspect(row);
}
