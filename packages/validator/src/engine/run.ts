import type { FieldDefinition } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, FieldColumnBuilder, MISSING } from '../columns/field-column';
import { finderOf } from '../columns/headers';
import { ValidatorError } from '../errors';
import { checkRows } from '../rows/check-rows';
import type { RowTable } from '../rows/row-table';
import type { Estimate, NotRun } from '../rules/outcome';
import type { Explanation, FieldRule, Rule, RuleData, RuleFinding, TableFinding } from '../rules/rule';
import type { Language } from '../words';
import { checkColumn } from './check-column';
import type { CompiledCheck, CompiledRules } from './compile';
import { IssueLog, type IssueRecords } from './issue-log';
import { judge, ruleFailed } from './judge';
import { type Note, shapeNotes } from './notes';
import { type Recorded, settle } from './settle';

/** A rule as it ran: what its records are put in words by. */
export type RanRule = Pick<Rule, 'name' | 'code' | 'severity'> & {
  readonly explain: (finding: RanFinding, language: Language) => Explanation;
};

type RanFinding = TableFinding & Pick<RuleFinding, 'column' | 'table'>;

/** How far a check is, in steps of a column or a rule. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

/** What a run found: records of rules, and notes that records point to. */
export interface RunResult {
  readonly records: IssueRecords;
  readonly notes: readonly Note[];
  /** What records name by index: two of each active rule, as it is and as what it tolerates is told. */
  readonly rules: readonly RanRule[];
  readonly notRun: readonly NotRun[];
  readonly estimates: readonly Estimate[];
}

/**
 * Runs every check, once. Records of notes have the length of `rules` as their rule and the note's index as their
 * detail; a finding on no field of the schema has the number of fields as its field.
 *
 * @param merged Notes beside those on the table's own shape.
 */
export function* runInSteps(
  compiled: CompiledRules,
  data: RuleData,
  merged: readonly Note[],
): Generator<CheckProgress, RunResult> {
  const log = new IssueLog();
  // Rules first: rows are looked through, and their shape is known, when they are checked.
  const { rules, notRun, estimates } = yield* runRules(compiled, data, log);
  const notes = [...shapeNotes(data.table), ...merged];
  logNotes(data.table, notes, rules.length, log);
  const recorded = { rules, unless: compiled.unless, notes };
  return { records: settledRecords(log, data.table, recorded), notes, rules, notRun, estimates };
}

/** All steps of {@link runInSteps} at once. */
export function run(...of: Parameters<typeof runInSteps>): RunResult {
  return drain(runInSteps(...of));
}

/** Goes through all steps, and gives what comes of them. */
export function drain<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A log's records in order, without those that others make superfluous. Empties the log. */
export function settledRecords(
  log: IssueLog,
  { schema, rowCount }: Pick<CheckedTable, 'schema' | 'rowCount'>,
  recorded: Recorded,
): IssueRecords {
  return settle(log.sorted(rowCount, schema.fields.length + 1, recorded.rules.length + 1), recorded);
}

/** By field: the checks of columns that have enough rows to run. */
function checksOf({ checks, rules }: CompiledRules, rowCount: number): readonly CompiledCheck[][] {
  return checks.map((list) =>
    list.filter(({ rule }) => rowCount >= ((rules[rule] as FieldRule).leastRows ?? 0)),
  );
}

/** Whether rules need columns: then single values are tested in them too, as that costs a fraction of the rows. */
export function needsColumns(compiled: CompiledRules, rowCount: number): boolean {
  return (
    compiled.rules.some((rule) => 'prepare' in rule) ||
    checksOf(compiled, rowCount).some((list) => list.length > 0)
  );
}

function* runRules(
  compiled: CompiledRules,
  data: RuleData,
  log: IssueLog,
): Generator<CheckProgress, Pick<RunResult, 'rules' | 'notRun' | 'estimates'>> {
  const { table } = data;
  const { schema, active } = compiled;
  const rules = active.flatMap(({ rule }) => [rule, rule] as RanRule[]);
  const notRun: NotRun[] = [];
  const estimates: Estimate[] = [];

  /** Runs one rule over one column or over the whole. */
  function collect(index: number, name: string | null, call: (add: Add) => void): void {
    const { mostly } = active[index]!;
    const held: Held[] = [];
    const add: Add = (row, field, detail = Number.NaN) => {
      if (!(row >= -1 && row < table.rowCount && Number.isInteger(row))) {
        throw new RangeError(`it reported row ${row} of ${table.rowCount}`);
      }
      if (mostly === undefined) log.add(row, field, index * 2, detail);
      else held.push([row, field, detail]);
    };
    try {
      call(add);
    } catch (cause) {
      throw ruleFailed(rules[index * 2]!.name, name, cause);
    }
    if (mostly === undefined || held.length === 0) return;
    rules[index * 2 + 1] = { ...rules[index * 2]!, severity: 'info' };
    const passes = passingFields(held, table, mostly);
    for (const [row, field, detail] of held)
      log.add(row, field, index * 2 + Number(passes.has(field)), detail);
  }

  const stepCount = schema.fields.length + active.length;
  const isByRow = isRowTable(table) && !needsColumns(compiled, table.rowCount);
  if (isByRow) checkRows(compiled, table, log);
  else {
    const checks = checksOf(compiled, table.rowCount);
    for (const [at, field] of schema.fields.entries()) {
      yield { done: at, total: stepCount };
      // A required field that the source lacks is missing in every row.
      const column = table.columns[at] ?? (field.required ? emptyColumn(field, table.rowCount) : undefined);
      if (!column) continue;
      checkColumn(compiled.plans[at]!, column, (row, ...cell) => judge(compiled, log, row, at, ...cell));
      for (const { rule, check } of checks[at]!) {
        collect(rule, field.name, (add) => check(column, (row, detail) => add(row, at, detail), table));
      }
    }
  }

  const indexOf = new Map(schema.fields.map((field, index) => [field, index]));
  for (const [index, { rule, tuning }] of active.entries()) {
    if (!('prepare' in rule)) {
      if (
        rule.field !== undefined &&
        !schema.fields.some(({ name }, at) => name === rule.field && table.has(at))
      ) {
        notRun.push({ rule: rule.name, reason: 'no_column' });
      }
      continue;
    }
    yield { done: schema.fields.length + index, total: stepCount };
    collect(index, null, (add) => {
      const prepared = rule.prepare(data, tuning);
      if (typeof prepared === 'string') {
        notRun.push({ rule: rule.name, reason: prepared });
        return;
      }
      const { name, code, severity } = rule;
      rules[index * 2] = { name, code, severity, explain: (...finding) => prepared.explain(...finding) };
      estimates.push(...(prepared.estimates ?? []));
      prepared.run((row, field, detail) =>
        add(row ?? -1, (field && indexOf.get(field)) ?? schema.fields.length, detail),
      );
    });
  }
  return { rules, notRun, estimates };
}

type Add = (row: number, field: number, detail?: number) => void;
type Held = readonly [row: number, field: number, detail: number];

/** The fields of which enough values conform: those with a value, and those that were found missing. */
function passingFields(
  held: readonly Held[],
  { columns, rowCount }: CheckedTable,
  mostly: number,
): Set<number> {
  const found = new Map<number, number>();
  for (const [, field] of held) found.set(field, (found.get(field) ?? 0) + 1);
  const passes = new Set<number>();
  for (const [field, count] of found) {
    const state = columns[field]?.state;
    const values = state ? state.reduce((sum, each) => sum + Math.min(each, 1), 0) : rowCount;
    const gaps = state ? held.filter(([row, at]) => at === field && state[row] === MISSING).length : 0;
    if (count <= (1 - mostly) * (values + gaps) * (1 + 1e-12)) passes.add(field);
  }
  return passes;
}

export function emptyColumn(field: FieldDefinition, rowCount: number): FieldColumn {
  return new FieldColumnBuilder(field, rowCount).build();
}

function isRowTable(table: CheckedTable): table is RowTable {
  return 'visit' in table;
}

function logNotes(
  { schema, rowCount }: CheckedTable,
  notes: readonly Note[],
  rule: number,
  log: IssueLog,
): void {
  const { find } = finderOf(schema);
  notes.forEach(({ row, field, code }, index) => {
    if (row !== null && !(row >= 0 && row < rowCount && Number.isInteger(row))) {
      throw new ValidatorError({
        code: 'INVALID_INPUT',
        message: `An issue handed in (${code}) is about row ${row}, the data has ${rowCount} rows`,
        advice: 'Issues count rows from 0, as the data that they are merged with.',
      });
    }
    const found = field === null ? -1 : find(field);
    log.add(row ?? -1, found < 0 ? schema.fields.length : found, rule, index);
  });
}
