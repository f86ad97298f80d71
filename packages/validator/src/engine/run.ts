import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, FieldColumnBuilder, MISSING } from '../columns/field-column';
import { mapHeaders } from '../columns/headers';
import { ValidatorError } from '../errors';
import type { NotRun } from '../report';
import type { Estimate, Explanation, Rule, RuleData, RuleFinding, TableFinding } from '../rules/rule';
import type { Language } from '../words';
import type { CompiledRules } from './compile';
import { IssueLog, type IssueRecords } from './issue-log';
import type { Note } from './notes';

/** A rule as it ran: what its records are put in words by. */
export type RanRule = Pick<Rule, 'name' | 'code' | 'severity'> & {
  readonly explain: (finding: RanFinding, language: Language) => Explanation;
};

type RanFinding = TableFinding & Pick<RuleFinding, 'column' | 'table'>;

/** What a run found: records of rules, and notes that records point to. */
export interface RunResult {
  readonly records: IssueRecords;
  readonly notes: readonly Note[];
  /** What records name by index: the active rules, then those again whose findings are tolerated. */
  readonly rules: readonly RanRule[];
  readonly notRun: readonly NotRun[];
  readonly estimates: readonly Estimate[];
}

/**
 * Runs every check over its column, once. Records of notes have the number of rules as their rule and the
 * note's index as their detail; a finding on no field of the schema has the number of fields as its field.
 */
export function run(compiled: CompiledRules, data: RuleData, notes: readonly Note[]): RunResult {
  const { schema, rowCount } = data.table;
  const log = new IssueLog();
  const list = new NoteList(schema, rowCount, notes);
  const { rules, ...rest } = runRules(compiled, data, (row, field, rule, { code }, detail) => {
    list.drop(row, field, code);
    log.add(row, field, rule, detail);
  });
  const kept = list.kept();
  kept.forEach((note, index) => {
    log.add(note.row ?? -1, list.fieldIndex(note), rules.length, index);
  });
  const records = log.sorted(rowCount, schema.fields.length + 1, rules.length + 1);
  return { records, notes: kept, rules, ...rest };
}

/** Whether a run would find an error, without keeping what it finds. */
export function hasError(compiled: CompiledRules, data: RuleData): boolean {
  let found = data.table.brokenRows.length > 0;
  runRules(compiled, data, (row, _field, _rule, { severity }) => {
    found ||= row >= 0 && severity === 'error';
  });
  return found;
}

type Emit = (row: number, field: number, rule: number, ran: RanRule, detail: number) => void;

function runRules(
  { schema, active, unless, isAwaited, checks }: CompiledRules,
  data: RuleData,
  emit: Emit,
): Pick<RunResult, 'rules' | 'notRun' | 'estimates'> {
  const { table } = data;
  const rules: RanRule[] = active.map(({ rule }) => rule as RanRule);
  const notRun: NotRun[] = [];
  const estimates: Estimate[] = [];
  // By field, by rule: made on first use, as nearly all columns of good data have nothing to report.
  const reported: (Map<number, Set<number>> | undefined)[] = [];

  /** Runs one rule over one column or over the whole, and hands on what is not silenced. */
  function collect(index: number, name: string | null, call: (add: Add) => void): void {
    const { mostly } = active[index]!;
    const held: [row: number, field: number, detail: number][] = [];
    const add: Add = (row, field, detail = Number.NaN) => {
      if (!(row >= -1 && row < table.rowCount && Number.isInteger(row))) {
        throw new RangeError(`it reported row ${row} of ${table.rowCount}`);
      }
      if (unless[index]!.some((other) => reported[field]?.get(other)?.has(row))) return;
      if (isAwaited[index]) {
        reported[field] ??= new Map();
        const rows = reported[field].get(index);
        if (rows) rows.add(row);
        else reported[field].set(index, new Set([row]));
      }
      if (mostly === undefined) emit(row, field, index, rules[index]!, detail);
      else held.push([row, field, detail]);
    };
    try {
      call(add);
    } catch (cause) {
      throw new ValidatorError({
        code: 'RULE_FAILED',
        message: `Rule "${rules[index]!.name}" failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        ...(name !== null && { place: { field: name } }),
        cause,
      });
    }
    if (mostly === undefined || held.length === 0) return;
    const tolerated = rules.push({ ...rules[index]!, severity: 'info' }) - 1;
    const passes = passingFields(held, table, mostly);
    for (const [row, field, detail] of held) {
      const rule = passes.has(field) ? tolerated : index;
      emit(row, field, rule, rules[rule]!, detail);
    }
  }

  schema.fields.forEach((field, at) => {
    // A required field that the source lacks is missing in every row.
    const column = table.columns[at] ?? (field.required ? emptyColumn(field, table.rowCount) : undefined);
    if (!column) return;
    for (const { rule, check } of checks[at]!) {
      collect(rule, field.name, (add) => check(column, (row, detail) => add(row, at, detail), table));
    }
  });

  const indexOf = new Map(schema.fields.map((field, index) => [field, index]));
  active.forEach(({ rule, tuning }, index) => {
    if ('compile' in rule) {
      if (rule.field !== undefined && !table.column(rule.field)) {
        notRun.push({ rule: rule.name, reason: 'no_column' });
      }
      return;
    }
    collect(index, null, (add) => {
      const prepared = rule.prepare(data, tuning);
      if (typeof prepared === 'string') {
        notRun.push({ rule: rule.name, reason: prepared });
        return;
      }
      const { name, code, severity } = rule;
      rules[index] = { name, code, severity, explain: (...finding) => prepared.explain(...finding) };
      estimates.push(...(prepared.estimates ?? []));
      prepared.run((row, field, detail) =>
        add(row ?? -1, (field && indexOf.get(field)) ?? schema.fields.length, detail),
      );
    });
  });
  return { rules, notRun, estimates };
}

type Add = (row: number, field: number, detail?: number) => void;

/** The fields of which enough values conform: those with a value, and those that were found missing. */
function passingFields(
  held: readonly (readonly [row: number, field: number, detail: number])[],
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

/** Notes, without those that say of a cell what a rule says of it too. */
class NoteList {
  readonly #notes: readonly Note[];
  readonly #schema: Schema;
  readonly #byCell = new Map<string, Note[]>();
  readonly #dropped = new Set<Note>();
  readonly #indexOf = new Map<string, number>();

  constructor(schema: Schema, rowCount: number, notes: readonly Note[]) {
    this.#schema = schema;
    this.#notes = notes;
    for (const note of notes) {
      if (note.row === null) continue;
      if (!(note.row >= 0 && note.row < rowCount && Number.isInteger(note.row))) {
        throw new ValidatorError({
          code: 'INVALID_INPUT',
          message: `An issue handed in (${note.code}) is about row ${note.row}, the data has ${rowCount} rows`,
          advice: 'Issues count rows from 0, as the data that they are merged with.',
        });
      }
      const cell = `${note.row} ${this.fieldIndex(note)} ${note.code}`;
      this.#byCell.set(cell, [...(this.#byCell.get(cell) ?? []), note]);
    }
  }

  drop(row: number, field: number, code: string): void {
    if (this.#byCell.size === 0) return;
    for (const note of this.#byCell.get(`${row} ${field} ${code}`) ?? []) this.#dropped.add(note);
  }

  kept(): readonly Note[] {
    return this.#notes.filter((note) => !this.#dropped.has(note));
  }

  fieldIndex(note: Note): number {
    const none = this.#schema.fields.length;
    if (note.field === null) return none;
    let index = this.#indexOf.get(note.field);
    if (index === undefined) {
      const found = mapHeaders(this.#schema, [note.field]).fieldOf[0]!;
      index = found < 0 ? none : found;
      this.#indexOf.set(note.field, index);
    }
    return index;
  }
}
