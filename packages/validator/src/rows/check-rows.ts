import type { Schema } from '@stock-analyzer/schema';
import { asCellValue, fitsStorage } from '../columns/field-column';
import type { CompiledRules } from '../engine/compile';
import type { IssueLog } from '../engine/issue-log';
import { judge } from '../engine/judge';
import type { RowLayout, RowTable } from './row-table';

/** Tests the values of rows, each by itself, without making columns. */
export function checkRows(compiled: CompiledRules, table: RowTable, log: IssueLog): void {
  const check = rowCheckOf(compiled, log);
  for (let row = 0; row < table.rowCount; row++) check(row, table.rows[row], table.layoutAt(row));
}

/** Makes the check of one row. What is not a row has no layout, and lacks every value. */
export function rowCheckOf(
  { rules, plans }: CompiledRules,
  log: IssueLog,
): (row: number, values: unknown, layout: RowLayout | undefined) => void {
  const required = plans.flatMap(({ optional }, field) => (optional ? [] : [field]));
  const suspect = (row: number, field: number, given: unknown) => {
    const plan = plans[field]!;
    const value = asCellValue(given);
    judge(plan, { row, field, value, fits: fitsStorage(given, plan.storage) }, undefined, rules, log);
  };
  const accepts = plans.map((plan) => plan.accepts);

  return (row, values, layout) => {
    if (layout) {
      const { keys, fieldOf } = layout;
      const cells = values as Record<string, unknown>;
      let at = 0;
      // An engine reads faster in a loop of `for … in` than by a list of keys. Own keys come first.
      for (const key in cells) {
        if (key !== keys[at]) break;
        const field = fieldOf[at++]!;
        if (field < 0) continue;
        const value = cells[key];
        if (!accepts[field]!(value)) suspect(row, field, value);
      }
      // Where an engine or an unusual object has them in another order, they are read one by one.
      for (; at < keys.length; at++) {
        const field = fieldOf[at]!;
        const value = cells[keys[at]!];
        if (field >= 0 && !accepts[field]!(value)) suspect(row, field, value);
      }
    }
    for (const field of required) if (layout?.keyOf[field] === undefined) suspect(row, field, undefined);
  };
}
