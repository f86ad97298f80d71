import { type FieldColumn, MISSING, markTexts, STRAY } from '../columns/field-column';
import type { CellTest } from '../rules/rule';
import type { FieldPlan } from './field-plan';

/** Puts those values of a column to the tests that are not surely good. */
export function checkColumn(
  plan: FieldPlan,
  column: FieldColumn,
  put: (row: number, ...cell: Parameters<CellTest>) => void,
): void {
  const { state, causes } = column;
  const suspect = (row: number) => {
    if (!causes?.has(row)) put(row, column.valueAt(row), state[row] === 1, undefined);
  };
  if (plan.storage === 'number') suspectNumbers(plan, column, suspect);
  else if (plan.storage === 'text') suspectTexts(plan, column, suspect);
  else if (!plan.accepts(true)) eachOf(state, 1, suspect);
  eachOf(state, STRAY, suspect);
  if (!plan.optional) eachOf(state, MISSING, suspect);
  for (const [row, cause] of causes ?? []) put(row, column.valueAt(row), state[row] === 1, cause);
}

function suspectNumbers(
  { low, high, integer }: FieldPlan,
  { numbers }: FieldColumn,
  suspect: (row: number) => void,
) {
  // NaN, which stands for what is missing or of another type, fails every comparison.
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
