import { MAX_COLUMNS, MAX_ROWS } from '../../sheet/cell-sink';
import { type Column, columnLetters, type SheetTable } from '../../sheet/columns';
import type { RowValue, SheetRow } from '../../sheet/row-sink';
import { getFormat, valueAt } from '../../sheet/table-access';

/** Throws if something that every result promises does not hold. */
export function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`Broken promise: ${promise}`);
}

/** What holds for every table. */
export function checkTable(table: SheetTable): void {
  const { firstRow, rowCount, columns, blankRows, stoppedBefore, declaredRange } = table;
  must(Number.isInteger(firstRow) && firstRow >= 1, 'the first row is a row');
  must(Number.isInteger(rowCount) && rowCount >= 0, 'the row count is a count');
  must(firstRow - 1 + rowCount <= MAX_ROWS, 'rows lie within the sheet');
  must(rowCount > 0 === columns.length > 0, 'there are rows if there are columns');
  must(blankRows >= 0 && blankRows <= MAX_ROWS, 'blank rows are rows');
  must(stoppedBefore === undefined || stoppedBefore <= MAX_ROWS, 'reading stopped within the sheet');
  must(
    declaredRange === undefined || /^[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?$/.test(declaredRange),
    'a range is one',
  );
  let last = -1;
  for (const column of columns) {
    const index = columnIndex(column.name);
    must(index > last && index < MAX_COLUMNS, 'columns are in order and within the sheet');
    last = index;
    checkColumn(column, rowCount);
  }
  const holds = (row: number) =>
    columns.some((column) => column.validity[row] === 1 || column.causes?.has(row));
  must(rowCount === 0 || (holds(0) && holds(rowCount - 1)), 'the first and the last row hold something');
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  must(columnLetters(index - 1) === letters, 'a column is called by its letters');
  return index - 1;
}

function checkColumn(column: Column, rowCount: number): void {
  const { validity, causes = new Map(), formats } = column;
  const codesOrValues = column.type === 'string' ? column.codes : column.values;
  must(validity.length === rowCount && codesOrValues.length === rowCount, 'columns are as long as the table');
  for (const row of causes.keys()) {
    must(row >= 0 && row < rowCount && validity[row] === 0, 'a cause stands where a value is missing');
  }
  for (const [row, format] of formats?.exceptions ?? []) {
    must(row >= 0 && row < rowCount && format !== formats!.common, 'an exception is one');
  }
  let held = causes.size;
  for (let row = 0; row < rowCount; row++) {
    const isValid = validity[row] === 1;
    if (isValid) held++;
    else must(validity[row] === 0, 'validity is 0 or 1');
    must(isValid === hasValue(column, row), `a ${column.type} column has values where it says so`);
  }
  must(held > 0, 'a column without any value is left out');
  must(typeof getFormat(column, 0) === (formats ? 'string' : 'object'), 'a format is a text');
}

function hasValue(column: Column, row: number): boolean {
  switch (column.type) {
    case 'number':
      must(Number.isFinite(column.values[row]) || Number.isNaN(column.values[row]), 'numbers are finite');
      return !Number.isNaN(column.values[row]);
    case 'string':
      must(column.codes[row]! < column.dictionary.length, 'a code has a text');
      return column.codes[row]! >= 0;
    case 'boolean':
      must(column.values[row]! <= 1, 'a boolean is 0 or 1');
      return column.validity[row] === 1;
    default:
      return column.values[row] !== null;
  }
}

/** What holds for all rows of a sheet. */
export function checkRows(rows: readonly SheetRow[]): void {
  let last = 0;
  for (const { row, cells } of rows) {
    must(Number.isInteger(row) && row > last && row <= MAX_ROWS, 'rows are in order and within the sheet');
    last = row;
    must(cells.length > 0 && cells.length <= MAX_COLUMNS, 'cells lie within the sheet');
    must(cells.at(-1) !== null, 'the last cell of a row holds something');
  }
}

/** Two ways of reading a sheet give the same cells. */
export function checkSameCells(table: SheetTable, rows: readonly SheetRow[]): void {
  const columns = table.columns.map((column) => [columnIndex(column.name), column] as const);
  let held = 0;
  for (const { row, cells } of rows) {
    for (const [index, column] of columns) {
      must(same(valueAt(column, row - table.firstRow), cells[index] ?? null), 'rows and columns agree');
    }
    held += cells.reduce<number>((count, value) => count + (value === null ? 0 : 1), 0);
  }
  const inTable = columns.reduce((count, [, { validity, causes }]) => {
    return count + validity.reduce((sum, valid) => sum + valid, 0) + (causes?.size ?? 0);
  }, 0);
  must(held === inTable, 'rows and columns hold as many cells');
}

/** Two ways of reading a sheet give the same rows. */
export function checkSameRows(rows: readonly SheetRow[], others: readonly SheetRow[]): void {
  must(rows.length === others.length, 'as many rows');
  rows.forEach(({ row, cells }, index) => {
    const other = others[index]!;
    must(row === other.row && cells.length === other.cells.length, 'the same rows');
    must(
      cells.every((value, column) => same(value, other.cells[column]!)),
      'rows hold the same cells',
    );
  });
}

function same(a: RowValue, b: RowValue): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date) return b instanceof Date && Object.is(a.getTime(), b.getTime());
  const isError = typeof a === 'object' && a !== null && 'error' in a;
  return isError && typeof b === 'object' && b !== null && 'error' in b && a.error === b.error;
}
