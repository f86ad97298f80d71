import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, FieldColumnBuilder } from '../columns/field-column';
import { mapHeaders } from '../columns/headers';
import { ValidatorError } from '../errors';
import type { Rule } from '../rules/rule';
import type { CompiledCheck, CompiledRules } from './compile';
import { IssueLog, type IssueRecords } from './issue-log';
import type { Note } from './notes';

/** What a run found: records of rules, and notes that records point to. */
export interface RunResult {
  readonly records: IssueRecords;
  readonly notes: readonly Note[];
}

/**
 * Runs every check over its column, once. Records of notes have the number of rules as their rule and the
 * note's index as their detail; a note on no field of the schema has the number of fields as its field.
 */
export function run(compiled: CompiledRules, table: CheckedTable, notes: readonly Note[]): RunResult {
  const { schema, rules } = compiled;
  const log = new IssueLog();
  const list = new NoteList(schema, table.rowCount, notes);
  runRules(compiled, table, (row, field, rule, detail) => {
    list.drop(row, field, rules[rule]!.code);
    log.add(row, field, rule, detail);
  });
  const kept = list.kept();
  kept.forEach((note, index) => {
    log.add(note.row ?? -1, list.fieldIndex(note), rules.length, index);
  });
  return { records: log.sorted(table.rowCount, schema.fields.length + 1, rules.length + 1), notes: kept };
}

/** Whether a run would find an error, without keeping what it finds. */
export function hasError(compiled: CompiledRules, table: CheckedTable): boolean {
  let found = table.brokenRows.length > 0;
  runRules(compiled, table, (_row, _field, rule) => {
    found ||= compiled.rules[rule]!.severity === 'error';
  });
  return found;
}

type Emit = (row: number, field: number, rule: number, detail: number) => void;

function runRules({ schema, rules, checks }: CompiledRules, table: CheckedTable, emit: Emit): void {
  schema.fields.forEach((field, index) => {
    // A required field that the source lacks is missing in every row.
    const column = table.columns[index] ?? (field.required ? emptyColumn(field, table.rowCount) : undefined);
    if (column) runField(column, index, checks[index]!, rules, table, emit);
  });
}

export function emptyColumn(field: FieldDefinition, rowCount: number): FieldColumn {
  return new FieldColumnBuilder(field, rowCount).build();
}

function runField(
  column: FieldColumn,
  field: number,
  checks: readonly CompiledCheck[],
  rules: readonly Rule[],
  table: CheckedTable,
  emit: Emit,
): void {
  // Made on first use: nearly all columns of good data, and nearly all single rows, have nothing to report.
  let reported: Map<number, Set<number>> | undefined;
  for (const { rule, check, unless, isAwaited } of checks) {
    const silenced = reported && unless.flatMap((other) => reported?.get(other) ?? []);
    try {
      check(
        column,
        (row, detail = Number.NaN) => {
          if (!(row >= 0 && row < table.rowCount && Number.isInteger(row))) {
            throw new RangeError(`it reported row ${row} of ${table.rowCount}`);
          }
          if (silenced?.some((others) => others.has(row))) return;
          if (isAwaited) {
            reported ??= new Map();
            const rows = reported.get(rule);
            if (rows) rows.add(row);
            else reported.set(rule, new Set([row]));
          }
          emit(row, field, rule, detail);
        },
        table,
      );
    } catch (cause) {
      throw new ValidatorError({
        code: 'RULE_FAILED',
        message: `Rule "${rules[rule]!.name}" failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        place: { field: column.field.name },
        cause,
      });
    }
  }
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
