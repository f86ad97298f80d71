import type { CellValue, ColumnTable, Issue, IssueCode, Schema } from '@stock-analyzer/schema';
import { tickersOf } from '../data';
import type { Alternative, AnsweredIssue, CorrectionRule, Evidence } from '../model/plan';
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

/** What detectors look at. */
export interface DetectorContext {
  readonly table: ColumnTable;
  readonly schema: Schema;
  readonly groups: Groups;
  /** Canonical fields of numbers that the table has, by key. */
  readonly numeric: ReadonlyMap<string, NumericField>;
  readonly threshold: number;
  /** The issue of a cell that a correction of it would answer. */
  readonly issueOf: (row: number, field: string) => AnsweredIssue | null;
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
  const nameOf = (key: string) => schema.fields.find((field) => field.key === key)?.name;
  const groups = groupsOf(table, nameOf('industry'));
  const rows = previous && matchRows(table, previous, nameOf('ticker') ?? '');
  const numeric = new Map<string, NumericField>();
  for (const field of schema.fields) {
    const column = table.byName.get(field.name);
    if (!column || !isNumeric(field)) continue;
    const old = previous?.byName.get(field.name);
    numeric.set(field.key, numericField(field, column, groups, old && rows ? { column: old, rows } : null));
  }
  return { table, schema, groups, numeric, threshold, issueOf: issueFinder(issues, schema) };
}

/** By row of the table: the row of the same ticker in the earlier one, -1 for none or for a ticker not unique. */
function matchRows(table: ColumnTable, previous: ColumnTable, ticker: string): Int32Array {
  const rowOf = new Map<string, number>();
  tickersOf(previous, ticker).forEach((name, row) => {
    if (name !== null) rowOf.set(name, rowOf.has(name) ? -1 : row);
  });
  return Int32Array.from(tickersOf(table, ticker), (name) => (name === null ? -1 : (rowOf.get(name) ?? -1)));
}

/** Of several issues of a cell, the one that asks for a correction is answered. */
function issueFinder(issues: readonly Issue[], schema: Schema): DetectorContext['issueOf'] {
  const byField = new Map<string, Map<number, AnsweredIssue>>();
  issues.forEach(({ row, field, code }, index) => {
    if (row === null || field === null || !schema.byName.has(field)) return;
    let rows = byField.get(field);
    if (!rows) {
      rows = new Map();
      byField.set(field, rows);
    }
    const known = rows.get(row);
    if (!known || (!REVIEWED.has(known.code) && REVIEWED.has(code))) rows.set(row, { code, index });
  });
  return (row, field) => byField.get(field)?.get(row) ?? null;
}
