import type { Schema } from '@stock-analyzer/schema';
import { compileRules } from '../engine/compile';
import { IssueLog } from '../engine/issue-log';
import { checksOf, run, settledRecords } from '../engine/run';
import type { Rule } from '../rules/rule';
import { rowCheckOf } from './check-rows';
import { layOut, type RowLayout } from './row-layout';
import { fromRows } from './row-table';
import { BROKEN, Shapes } from './shapes';

/** Rows of more shapes than this make the gate forget those it knows. */
const MOST_SHAPES = 100;

/** Makes a quick answer to whether a row by itself has no error. Remembers the shapes of rows it has seen. */
export function rowGateOf(schema: Schema, active: readonly Rule[]): (row: unknown) => boolean {
  const errors = active.filter(({ severity }) => severity === 'error');
  const awaited = new Set(errors.flatMap(({ unless = [] }) => unless));
  const isError = (rule: Rule | undefined) => rule?.severity === 'error';
  const silenced = active.some((rule) => !isError(rule) && awaited.has(rule.name));
  // Rules that find no errors count only where an error gives way to them.
  const compiled = compileRules(schema, silenced ? active : errors);
  const needsColumns = checksOf(compiled, 1).some((list) => list.length > 0);
  const log = new IssueLog();
  const check = rowCheckOf(compiled);
  let shapes = new Shapes();
  let layouts: RowLayout[] = [];

  return (row) => {
    const shape = shapes.of(row);
    if (shape === BROKEN) return false;
    if (shape >= MOST_SHAPES) {
      shapes = new Shapes();
      layouts = [];
    }
    if (needsColumns) {
      const { records } = run(compiled, fromRows(schema, [row]), []);
      return !records.rules.some((rule) => isError(compiled.rules[rule]));
    }
    const layout = layouts[shape] ?? layOut(schema, [Object.keys(row as object)]).layouts[0]!;
    if (shape < MOST_SHAPES) layouts[shape] = layout;
    check(log, 0, row, layout);
    if (log.isEmpty) return true;
    const { rules } = settledRecords(compiled, log, 1, []);
    return !rules.some((rule) => isError(compiled.rules[rule]));
  };
}
