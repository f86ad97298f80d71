import type { CellValue } from '@stock-analyzer/schema';
import { all, type Connection, type SqlValue } from '../sql/connection';
import { sqlite } from '../sql/dialect';
import { TICKER } from '../sql/snapshot-columns';
import type { StoredSnapshot } from './stored-snapshot';

/** Some values of one company. */
export interface CompanyCells {
  /** Its number in the tables. */
  readonly company: number;
  readonly ticker: string;
  /** In the order of the names asked for. */
  readonly values: readonly CellValue[];
}

/** The values of these fields, canonical and native, of the companies with these numbers; in no order. */
export function readCells(
  db: Connection,
  { id, columns, cellOf }: StoredSnapshot,
  names: readonly string[],
  companies: readonly number[],
): CompanyCells[] {
  const { from, where, company } = columns.from(names, '?', { ticker: true });
  const wanted: string[] = [company, TICKER];
  const readers = names.map((name): ((row: SqlValue[], cells: readonly CellValue[]) => CellValue) => {
    const column = columns.of(name);
    const cell = cellOf.get(name);
    if (cell !== undefined) return (_, cells) => cells[cell] ?? null;
    if (!column) return () => null;
    const at = wanted.push(column.sql) - 1;
    return column.type === 'boolean' ? (row) => (row[at] === null ? null : row[at] === 1) : (row) => row[at]!;
  });
  const native = names.some((name) => cellOf.has(name));
  const join = native
    ? ` LEFT JOIN native_values ON native_values.snapshot_id = ? AND native_values.company_id = ${company}`
    : '';
  if (native) wanted.push('native_values.cells');
  return all(
    db,
    `SELECT ${wanted.join(', ')} ${from}${join} WHERE ${where} AND ${company} IN ${sqlite.list('?')}`,
    [...(native ? [id] : []), id, JSON.stringify(companies)],
  ).map((row) => {
    const text = native ? row.at(-1) : null;
    const cells = typeof text === 'string' ? (JSON.parse(text) as CellValue[]) : [];
    return {
      company: Number(row[0]),
      ticker: String(row[1]),
      values: readers.map((read) => read(row, cells)),
    };
  });
}
