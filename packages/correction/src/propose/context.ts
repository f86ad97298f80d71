import type {
  CellValue,
  Column,
  ColumnTable,
  FieldDefinition,
  Issue,
  IssueCode,
  Schema,
} from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import type { Alternative, AnsweredIssue, CorrectionRule, Evidence } from '../model/plan';
import { columnsOf } from './columns';
import { type Groups, groupsOf, isNumeric, type NumericField, numericField } from './numeric-field';

/** What a detector found in one cell. Whether it is proposed or flagged, its confidence decides. */
export interface Finding {
  readonly row: number;
  readonly field: string;
  readonly to: CellValue;
  readonly rule: CorrectionRule;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly alternatives: readonly Alternative[];
  readonly group: string | null;
}

/** Finds one kind of error. Detectors run in order; a cell belongs to the first that is sure enough. */
export type Detector = (context: DetectorContext) => Iterable<Finding>;

/** A column and the field that it is. */
export interface FieldColumn {
  readonly field: FieldDefinition;
  readonly column: Column;
}

/** An approved earlier week. */
export interface EarlierWeek {
  /** Its columns by the field's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By row of this week: the row of the same company; -1 for none. */
  readonly rows: Int32Array;
}

/** What detectors look at. */
export interface DetectorContext {
  readonly table: ColumnTable;
  readonly schema: Schema;
  readonly tickers: readonly (string | null)[];
  /** The fields' columns, by the schema's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The same in the order of the data, which is the source's: neighbours are neighbours. */
  readonly fields: readonly FieldColumn[];
  /** Approved earlier weeks, oldest first. */
  readonly earlier: readonly EarlierWeek[];
  /**
   * By row: the columns whose cells were dealt with as a part of something larger, `null` for the whole row.
   * Detectors put them in as they find them, and leave such cells alone.
   */
  readonly settled: Map<number, ReadonlySet<string> | null>;
  readonly groups: Groups;
  /** Canonical fields of numbers that the table has, by key. */
  readonly numeric: ReadonlyMap<string, NumericField>;
  readonly threshold: number;
  /** The issue of a cell, given by its column's name, that a correction of it would answer. */
  readonly issueOf: (row: number, field: string) => AnsweredIssue | null;
}

/** Whether a cell was dealt with as a part of something larger: see {@link DetectorContext.settled}. */
export function isSettled(
  { settled }: Pick<DetectorContext, 'settled'>,
  row: number,
  column: string,
): boolean {
  const columns = settled.get(row);
  return columns === null || columns?.has(column) === true;
}

/** Issues whose cell a person has to see even if no correction is likely. */
export const REVIEWED: ReadonlySet<IssueCode> = new Set([
  'wrong_type',
  'out_of_possible_range',
  'percentage_basis_points',
]);

/** Gathers what the detectors need. */
export function createContext(
  table: ColumnTable,
  issues: readonly Issue[],
  schema: Schema,
  previous: ColumnTable | null,
  threshold: number,
): DetectorContext {
  const columns = columnsOf(table, schema);
  const old = previous && columnsOf(previous, schema);
  const named = (of: ReadonlyMap<string, Column> | null, key: string) =>
    of?.get(schema.fields.find((field) => field.key === key)?.name ?? '');
  const groups = groupsOf(named(columns, 'industry'), table.rowCount);
  const tickers = textsOf(named(columns, 'ticker'), table.rowCount);
  const rows = previous && matchRows(tickers, textsOf(named(old, 'ticker'), previous.rowCount));
  const numeric = new Map<string, NumericField>();
  for (const field of schema.fields) {
    const column = columns.get(field.name);
    if (!column || !isNumeric(field)) continue;
    const before = old?.get(field.name);
    const history = before && rows ? { column: before, rows } : null;
    numeric.set(field.key, numericField(field, column, groups, history));
  }
  const issueOf = issueFinder(issues, columns);
  const earlier = old && rows ? [{ columns: old, rows }] : [];
  const fields = fieldColumns(table, schema, columns);
  return {
    table,
    schema,
    tickers,
    columns,
    fields,
    earlier,
    settled: new Map(),
    groups,
    numeric,
    threshold,
    issueOf,
  };
}

function fieldColumns(
  table: ColumnTable,
  schema: Schema,
  columns: ReadonlyMap<string, Column>,
): FieldColumn[] {
  const fieldOf = new Map(
    schema.fields.flatMap((field) => {
      const column = columns.get(field.name);
      return column ? [[column, field] as const] : [];
    }),
  );
  return table.columns.flatMap((column) => {
    const field = fieldOf.get(column);
    return field ? [{ field, column }] : [];
  });
}

function textsOf(column: Column | undefined, rowCount: number): (string | null)[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const value = column ? cellAt(column, row) : null;
    return value === null ? null : String(value);
  });
}

/** By row: the earlier row of the same ticker; -1 for none, and for a ticker that the earlier rows have twice. */
function matchRows(tickers: readonly (string | null)[], earlier: readonly (string | null)[]): Int32Array {
  const rowOf = new Map<string, number>();
  earlier.forEach((name, row) => {
    if (name !== null) rowOf.set(name, rowOf.has(name) ? -1 : row);
  });
  return Int32Array.from(tickers, (name) => (name === null ? -1 : (rowOf.get(name) ?? -1)));
}

/** Of several issues of a cell, the one that asks for a correction is answered. */
function issueFinder(
  issues: readonly Issue[],
  columns: ReadonlyMap<string, Column>,
): DetectorContext['issueOf'] {
  const byColumn = new Map<string, Map<number, AnsweredIssue>>();
  issues.forEach(({ row, field, code }, index) => {
    const name = field === null ? undefined : columns.get(field)?.name;
    if (row === null || name === undefined) return;
    let rows = byColumn.get(name);
    if (!rows) {
      rows = new Map();
      byColumn.set(name, rows);
    }
    const known = rows.get(row);
    if (!known || (!REVIEWED.has(known.code) && REVIEWED.has(code))) rows.set(row, { code, index });
  });
  return (row, name) => byColumn.get(name)?.get(row) ?? null;
}
