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
import type { Note } from './notes';
import { settle } from './settle';

/** What a run found: records of rules, and notes that records point to. */
export interface RunResult {
  readonly records: IssueRecords;
  readonly notes: readonly Note[];
}

/**
 * Runs every check, once. Records of notes have the number of rules as their rule and the note's index as their
 * detail; a note on no field of the schema has the number of fields as its field.
 */
export function run(compiled: CompiledRules, table: CheckedTable, notes: readonly Note[]): RunResult {
  const { schema, rules } = compiled;
  const log = new IssueLog();
  logNotes(schema, table.rowCount, notes, rules.length, log);
  logRules(compiled, table, log);
  const records = log.sorted(table.rowCount, schema.fields.length + 1, rules.length + 1);
  return { records: settle(records, rules, notes), notes };
}

/** Whether a run would find an error. */
export function hasError(compiled: CompiledRules, table: CheckedTable): boolean {
  if (table.brokenRows.length > 0) return true;
  const { records } = run(compiled, table, []);
  return records.rules.some((rule) => compiled.rules[rule]!.severity === 'error');
}

function logRules(compiled: CompiledRules, table: CheckedTable, log: IssueLog): void {
  const { schema, rules, plans } = compiled;
  const checks = compiled.checks.map((list) =>
    list.filter(({ rule }) => table.rowCount >= (rules[rule]!.leastRows ?? 0)),
  );
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
  return 'rows' in table;
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
