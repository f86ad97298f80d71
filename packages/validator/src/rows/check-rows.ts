import { asCellValue, fitsStorage } from '../columns/field-column';
import type { CompiledRules } from '../engine/compile';
import type { IssueLog } from '../engine/issue-log';
import { judge } from '../engine/judge';
import { memo } from '../memo';
import type { RowLayout } from './row-layout';
import type { RowTable } from './row-table';

/** Tests the values of rows, each by itself, without making columns. */
export function checkRows(compiled: CompiledRules, table: RowTable, log: IssueLog): void {
  const check = rowCheckOf(compiled);
  table.visit(
    (row, values, layout) => check(log, row, values, layout),
    () => log.clear(),
  );
}

/** Tests the values of one row, each by itself. What is not a row has no layout, and lacks every value. */
export type RowCheck = (log: IssueLog, row: number, values: unknown, layout: RowLayout | undefined) => void;

type Cells = Readonly<Record<string, unknown>>;

/** The check of single rows, made once: an engine learns to run the same closures faster. */
export const rowCheckOf = memo((compiled: CompiledRules): RowCheck => {
  const { schema, plans, quick } = compiled;
  const required = plans.flatMap(({ optional }, field) => (optional ? [] : [field]));
  const accepts = plans.map((plan) => plan.accepts);
  let log: IssueLog;
  let row = 0;
  const suspect = (field: number, given: unknown) => {
    judge(compiled, log, row, field, asCellValue(given), fitsStorage(given, plans[field]!.storage));
  };

  function walk(cells: Cells, { keys, fieldOf, keyOf }: RowLayout) {
    let at = 0;
    // An engine reads faster in a loop of `for … in` than by a list of keys. Own keys come first.
    for (const key in cells) {
      if (key !== keys[at]) break;
      const field = fieldOf[at++]!;
      if (field < 0) continue;
      const value = cells[key];
      if (!accepts[field]!(value)) suspect(field, value);
    }
    // Where an engine or an unusual object has them in another order, they are read one by one.
    for (; at < keys.length; at++) {
      const field = fieldOf[at]!;
      const value = cells[keys[at]!];
      if (field >= 0 && !accepts[field]!(value)) suspect(field, value);
    }
    for (const field of required) if (keyOf[field] === undefined) suspect(field, undefined);
  }

  let known: RowLayout | undefined;
  let names: readonly string[] = [];
  return (target, number, values, layout) => {
    log = target;
    row = number;
    if (!layout) for (const field of required) suspect(field, undefined);
    else if (quick && hasNothingElse(values as object, layout)) {
      if (layout !== known) {
        known = layout;
        names = schema.fields.map(({ name }, field) => layout.keyOf[field] ?? name);
      }
      quick(values as Cells, names, accepts, suspect);
    } else walk(values as Cells, layout);
  };
});

/** Whether reading a field that the row lacks gives nothing: its prototype is none of the caller's own. */
function hasNothingElse(values: object, { isComplete }: RowLayout): boolean {
  return isComplete || Object.getPrototypeOf(values) === Object.prototype;
}
