import type { Schema } from '@stock-analyzer/schema';
import { compileRules } from '../engine/compile';
import { IssueLog } from '../engine/issue-log';
import { needsColumns, run, settledRecords } from '../engine/run';
import type { ActiveRule } from '../engine/settings';
import type { Rule } from '../rules/rule';
import { rowCheckOf } from './check-rows';
import { layOut, type RowLayout } from './row-layout';
import { fromRows } from './row-table';
import { BROKEN, Shapes } from './shapes';

/** Rows of more shapes than this make the gate forget those it knows. */
const MOST_SHAPES = 100;

/** Makes a quick answer to whether a row by itself has no error. Remembers the shapes of rows it has seen. */
export function rowGateOf(schema: Schema, active: readonly ActiveRule[]): (row: unknown) => boolean {
  const errors = active.filter(({ rule }) => isError(rule));
  const awaited = new Set(errors.flatMap(({ rule }) => rule.unless ?? []));
  const silenced = active.some(({ rule }) => !isError(rule) && awaited.has(rule.name));
  // Rules that find no errors count only where an error gives way to them.
  const compiled = compileRules(schema, silenced ? active : errors);
  const rules = compiled.rules.flatMap((rule) => [rule, rule]);
  const recorded = { rules, unless: compiled.unless, notes: [] };
  const isWide = needsColumns(compiled, 1);
  const log = new IssueLog();
  const check = rowCheckOf(compiled);
  let shapes = new Shapes();
  let layouts: RowLayout[] = [];

  return (row) => {
    const shape = shapes.of(row);
    if (shape === BROKEN) return false;
    if (isWide) {
      const table = fromRows(schema, [row]);
      const found = run(compiled, { table, asOf: null, earlier: [] }, []);
      return !found.records.rules.some(
        (rule, at) => found.records.rows[at]! >= 0 && isError(found.rules[rule]),
      );
    }
    const layout = layouts[shape] ?? layOut(schema, [Object.keys(row as object)]).layouts[0]!;
    if (shape < MOST_SHAPES) layouts[shape] = layout;
    else {
      shapes = new Shapes();
      layouts = [];
    }
    check(log, 0, row, layout);
    if (log.isEmpty) return true;
    const found = settledRecords(log, { schema, rowCount: 1 }, recorded);
    return !found.rules.some((rule) => isError(rules[rule]));
  };
}

function isError(rule: Pick<Rule, 'severity'> | undefined): boolean {
  return rule?.severity === 'error';
}
