import {
  type Column,
  type ColumnTable,
  columnOf,
  columnTable,
  type MissingCause,
  type QualityMark,
} from '@stock-analyzer/schema';
import { StoreError } from '../../errors';
import { isRecord } from './json-text';

/** One row of a file that is no company of the store, and why. */
export interface LeftOutRow {
  /** Its number in the file, from 1. */
  readonly row: number;
  readonly ticker: string | null;
  readonly reason: 'not_a_row' | 'no_ticker' | 'ticker_twice';
}

/** What a file holds, whichever way it is laid out; its fields may still have any name and unit. */
export interface FileContent {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly fields: ColumnTable;
  /** Null if the file does not tell the source's own fields apart. */
  readonly native: ColumnTable | null;
  readonly marks: readonly QualityMark[];
  readonly leftOut: readonly LeftOutRow[];
}

/** What bounds a file: where it is, and how many cells it may have. */
export interface FileBounds {
  readonly file: string;
  readonly maxCells: number;
}

/** The native fields that the file says it has, in order. */
export function listedNames({ native_columns }: FileContent['metadata']): string[] {
  return Array.isArray(native_columns) ? native_columns.filter((name) => typeof name === 'string') : [];
}

/** @throws StoreError `TOO_LARGE`: rows that each have names of their own would be columns without end. */
export function boundCells(rows: number, columns: number, { file, maxCells }: FileBounds): void {
  if (rows * columns <= maxCells) return;
  throw new StoreError({
    code: 'TOO_LARGE',
    message: `The file has ${rows} rows and ${columns} fields`,
    place: { file },
    advice: 'Open it with a larger maxBytes if it really is so large.',
  });
}

/** The file contradicts itself. */
export function contradiction(message: string, { file }: FileBounds, place = {}): StoreError {
  return new StoreError({
    code: 'CORRUPT',
    message,
    place: { file, ...place },
    advice: 'Write the file again.',
  });
}

/** A column from parsed JSON: what is no cell (a list, an object) is missing, and the reason tells what stood there. */
export function columnFrom(
  name: string,
  values: readonly unknown[],
  causes?: ReadonlyMap<number, MissingCause>,
): Column {
  return withoutNested(columnOf(name, values as []), causes);
}

/** See {@link columnFrom}. */
export function withoutNested(column: Column, causes?: ReadonlyMap<number, MissingCause>): Column {
  const found = new Map(causes);
  let clean = column;
  if (column.type === 'mixed') {
    const cells = column.values.map((value, row) => {
      if (typeof value !== 'object' || value === null) return value;
      found.set(row, { kind: 'unparsed', text: textOf(value) });
      return null;
    });
    if (found.size > (causes?.size ?? 0)) clean = columnOf(column.name, cells);
  }
  for (const row of found.keys()) if (clean.validity[row] !== 0) found.delete(row);
  return found.size > 0 ? { ...clean, causes: found } : clean;
}

const LONGEST_TEXT = 200;

function textOf(value: object): string {
  try {
    return JSON.stringify(value).slice(0, LONGEST_TEXT);
  } catch {
    // Nested too deep to be written.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

/** A table with the reasons of missing values, as the dense forms tell them: by field, by row from 0. */
export function withMissing(table: ColumnTable, missing: unknown): ColumnTable {
  if (!isRecord(missing)) return table;
  const columns = table.columns.map((column) => {
    const given = Object.hasOwn(missing, column.name) ? missing[column.name] : undefined;
    if (!isRecord(given)) return column;
    const causes = Object.entries(given).flatMap(([row, cause]): [number, MissingCause][] =>
      isCause(cause) ? [[Number(row), cause]] : [],
    );
    return withoutNested(column, new Map([...(column.causes ?? []), ...causes]));
  });
  return columnTable(table.rowCount, columns);
}

/** Whether a JSON value tells why a value is missing. */
export function isCause(value: unknown): value is MissingCause {
  return (
    isRecord(value) &&
    ['error', 'token', 'unparsed'].includes(value.kind as string) &&
    typeof value.text === 'string'
  );
}

/** @throws StoreError `CORRUPT` if a mark is none. */
export function marksFrom(value: unknown, bounds: FileBounds): QualityMark[] {
  const marks = value ?? [];
  if (Array.isArray(marks) && marks.every(isMark)) return marks;
  throw contradiction('A quality mark of the file is none', bounds);
}

function isMark(value: unknown): value is QualityMark {
  return (
    isRecord(value) &&
    ['ticker', 'field', 'rule', 'approvedBy', 'approvedAt'].every((key) => typeof value[key] === 'string') &&
    typeof value.confidence === 'number' &&
    (value.was === null || typeof value.was !== 'object')
  );
}
