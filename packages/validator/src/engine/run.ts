import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { type FieldColumn, FieldColumnBuilder } from '../columns/field-column';
import { mapHeaders } from '../columns/headers';
import { ValidatorError } from '../errors';
import { checkRows } from '../rows/check-rows';
import type { RowTable } from '../rows/row-table';
import { checkColumn } from './check-column';
import type { CompiledCheck, CompiledRules } from './compile';
import { IssueLog, type IssueRecords } from './issue-log';
import { ruleFailed } from './judge';
import { type Note, shapeNotes } from './notes';
import { settle } from './settle';

/** What a run found: records of rules, and notes that records point to. */
export interface RunResult {
  readonly records: IssueRecords;
  readonly notes: readonly Note[];
}

/**
 * Runs every check, once. Records of notes have the number of rules as their rule and the note's index as their
 * detail; a note on no field of the schema has the number of fields as its field.
 *
 * @param merged Notes beside those on the table's own shape.
 */
export function run(compiled: CompiledRules, table: CheckedTable, merged: readonly Note[]): RunResult {
  const { schema, rules } = compiled;
  const log = new IssueLog();
  // Rules first: rows are looked through, and their shape is known, when they are checked.
  logRules(compiled, table, log);
  const notes = [...shapeNotes(table), ...merged];
  logNotes(schema, table.rowCount, notes, rules.length, log);
  return { records: settledRecords(compiled, log, table.rowCount, notes), notes };
}

/** A log's records in order, without those that others make superfluous. Empties the log. */
export function settledRecords(
  compiled: CompiledRules,
  log: IssueLog,
  rowCount: number,
  notes: readonly Note[],
): IssueRecords {
  const { schema, rules } = compiled;
  return settle(log.sorted(rowCount, schema.fields.length + 1, rules.length + 1), compiled, notes);
}

/** By field: the checks of columns that have enough rows to run. */
export function checksOf({ checks, rules }: CompiledRules, rowCount: number): readonly CompiledCheck[][] {
  return checks.map((list) => list.filter(({ rule }) => rowCount >= (rules[rule]!.leastRows ?? 0)));
}

function logRules(compiled: CompiledRules, table: CheckedTable, log: IssueLog): void {
  const { schema, rules, plans } = compiled;
  const checks = checksOf(compiled, table.rowCount);
  // Once there are columns, walking them costs a fraction of walking rows; but making them costs more than both.
  if (isRowTable(table) && checks.every((list) => list.length === 0)) {
    checkRows(compiled, table, log);
    return;
  }
  schema.fields.forEach((field, index) => {
    // A required field that the source lacks is missing in every row.
    const column = table.columns[index] ?? (field.required ? emptyColumn(field, table.rowCount) : undefined);
    if (!column) return;
    checkColumn(plans[index]!, column, index, rules, log);
    for (const check of checks[index]!) runCheck(check, column, index, compiled, table, log);
  });
}

function isRowTable(table: CheckedTable): table is RowTable {
  return 'visit' in table;
}

export function emptyColumn(field: FieldDefinition, rowCount: number): FieldColumn {
  return new FieldColumnBuilder(field, rowCount).build();
}

function runCheck(
  { rule, check }: CompiledCheck,
  column: FieldColumn,
  field: number,
  { rules }: CompiledRules,
  table: CheckedTable,
  log: IssueLog,
): void {
  const report = (row: number, detail = Number.NaN) => {
    if (!(row >= 0 && row < table.rowCount && Number.isInteger(row))) {
      throw new RangeError(`it reported row ${row} of ${table.rowCount}`);
    }
    log.add(row, field, rule, detail);
  };
  try {
    check(column, report, table);
  } catch (cause) {
    throw ruleFailed(rules[rule]!, column.field.name, cause);
  }
}

function logNotes(
  schema: Schema,
  rowCount: number,
  notes: readonly Note[],
  rule: number,
  log: IssueLog,
): void {
  const fieldOf = new Map<string | null, number>([[null, schema.fields.length]]);
  notes.forEach(({ row, field, code }, index) => {
    if (row !== null && !(row >= 0 && row < rowCount && Number.isInteger(row))) {
      throw new ValidatorError({
        code: 'INVALID_INPUT',
        message: `An issue handed in (${code}) is about row ${row}, the data has ${rowCount} rows`,
        advice: 'Issues count rows from 0, as the data that they are merged with.',
      });
    }
    let column = fieldOf.get(field);
    if (column === undefined) {
      const found = mapHeaders(schema, [field!]).fieldOf[0]!;
      column = found < 0 ? schema.fields.length : found;
      fieldOf.set(field, column);
    }
    log.add(row ?? -1, column, rule, index);
  });
}
