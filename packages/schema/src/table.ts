import { SchemaError } from './errors';

/** The error values that a spreadsheet cell may hold. */
export type CellErrorCode =
  | '#NULL!'
  | '#DIV/0!'
  | '#VALUE!'
  | '#REF!'
  | '#NAME?'
  | '#NUM!'
  | '#N/A'
  | '#GETTING_DATA'
  | '#SPILL!'
  | '#CALC!';

/**
 * Why a value is missing although the source's cell was not blank: a spreadsheet error, an error token
 * written as text (`#N/A ROE (Fwd)`, `0x2a`), or a text that its column's parser could not read.
 */
export interface MissingCause {
  readonly kind: 'error' | 'token' | 'unparsed';
  /** The cell as it stood in the source. */
  readonly text: string;
  /** Which spreadsheet error it is, where it is one. */
  readonly error?: CellErrorCode;
}

/** The number formats of a column's cells, such as `0.0%`: evidence of units. */
export interface ColumnFormats {
  /** The format of all rows without an exception; null if unknown. */
  readonly common: string | null;
  readonly exceptions: ReadonlyMap<number, string>;
}

interface ColumnBase {
  readonly name: string;
  /** One byte a row: 1 where there is a value, 0 where it is missing. */
  readonly validity: Uint8Array;
  /** By row: why a value is missing. A missing value without a cause was blank. */
  readonly causes?: ReadonlyMap<number, MissingCause>;
  readonly formats?: ColumnFormats;
}

/** Numbers. A missing value is NaN in `values` as well, so a loop over numbers needs no second look-up. */
export interface NumberColumn extends ColumnBase {
  readonly type: 'number';
  readonly values: Float64Array;
}

/** Texts, dictionary-coded: row i holds `dictionary[codes[i]]`; -1 where it is missing. */
export interface StringColumn extends ColumnBase {
  readonly type: 'string';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

/** Booleans, one byte a row. */
export interface BooleanColumn extends ColumnBase {
  readonly type: 'boolean';
  readonly values: Uint8Array;
}

/** Cells of several types, as a column of a sheet above and below its header row holds them. */
export interface MixedColumn extends ColumnBase {
  readonly type: 'mixed';
  readonly values: readonly CellValue[];
}

/** One column of a {@link ColumnTable}. */
export type Column = NumberColumn | StringColumn | BooleanColumn | MixedColumn;

/** What a cell may hold at the public edge. Null is missing and is never 0 or ''. */
export type CellValue = string | number | boolean | null;

/** A row as people hold it: values by display name. */
export type Row = Record<string, CellValue>;

/** Typed columns of one length, in order. */
export interface ColumnTable {
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly byName: ReadonlyMap<string, Column>;
}

/**
 * Puts columns together into a table.
 *
 * @throws SchemaError `TABLE_SHAPE` if lengths differ or two columns share a name.
 * @example
 * ```ts
 * import { columnTable, numberColumn, stringColumn } from '@stock-analyzer/schema';
 *
 * const table = columnTable(2, [stringColumn('Ticker', ['NVDA', 'AFMD']), numberColumn('ROE (Fwd)', [79.43, null])]);
 * table.byName.get('ROE (Fwd)')?.type; // → 'number'
 * ```
 */
export function columnTable(rowCount: number, columns: readonly Column[]): ColumnTable {
  const byName = new Map<string, Column>();
  for (const column of columns) {
    const length = column.type === 'string' ? column.codes.length : column.values.length;
    if (length !== rowCount || column.validity.length !== rowCount || byName.has(column.name)) {
      throw new SchemaError({
        code: 'TABLE_SHAPE',
        message: byName.has(column.name)
          ? `Two columns are named "${column.name}"`
          : `Column "${column.name}" has ${length} values and ${column.validity.length} validity bytes, the table ${rowCount} rows`,
        place: { field: column.name },
        advice: 'Give every column of a table a name of its own and one value a row.',
      });
    }
    byName.set(column.name, column);
  }
  return { rowCount, columns, byName };
}

/**
 * A column of numbers from values; null, undefined and NaN become missing.
 *
 * @example
 * ```ts
 * import { numberColumn } from '@stock-analyzer/schema';
 *
 * const { validity, values } = numberColumn('ROE (Fwd)', [79.43, null]);
 * [...validity]; // → [1, 0]
 * [...values]; // → [79.43, NaN]
 * ```
 */
export function numberColumn(name: string, values: ArrayLike<number | null | undefined>): NumberColumn {
  const numbers = new Float64Array(values.length);
  const validity = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const present = typeof value === 'number' && !Number.isNaN(value);
    numbers[row] = present ? value : Number.NaN;
    validity[row] = present ? 1 : 0;
  }
  return { type: 'number', name, values: numbers, validity };
}

/**
 * A dictionary-coded column of texts; null and undefined become missing.
 *
 * @example
 * ```ts
 * import { stringColumn } from '@stock-analyzer/schema';
 *
 * const { codes, dictionary } = stringColumn('exchange', ['NYSE', null, 'NYSE']);
 * dictionary; // → ['NYSE']
 * [...codes]; // → [0, -1, 0]
 * ```
 */
export function stringColumn(name: string, values: ArrayLike<string | null | undefined>): StringColumn {
  const codes = new Int32Array(values.length);
  const validity = new Uint8Array(values.length);
  const dictionary: string[] = [];
  const codeOf = new Map<string, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value !== 'string') {
      codes[row] = -1;
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = dictionary.push(value) - 1;
      codeOf.set(value, code);
    }
    codes[row] = code;
    validity[row] = 1;
  }
  return { type: 'string', name, codes, dictionary, validity };
}

/**
 * A column of booleans; null and undefined become missing.
 *
 * @example
 * ```ts
 * import { booleanColumn } from '@stock-analyzer/schema';
 *
 * [...booleanColumn('Active', [true, false, null]).validity]; // → [1, 1, 0]
 * ```
 */
export function booleanColumn(name: string, values: ArrayLike<boolean | null | undefined>): BooleanColumn {
  const bytes = new Uint8Array(values.length);
  const validity = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value !== 'boolean') continue;
    bytes[row] = value ? 1 : 0;
    validity[row] = 1;
  }
  return { type: 'boolean', name, values: bytes, validity };
}

/**
 * A column of cells of any type; undefined and NaN become null.
 *
 * @example
 * ```ts
 * import { mixedColumn } from '@stock-analyzer/schema';
 *
 * mixedColumn('A', ['Ticker', 1998, undefined]).values; // → ['Ticker', 1998, null]
 * ```
 */
export function mixedColumn(name: string, values: ArrayLike<CellValue | undefined>): MixedColumn {
  const cells: CellValue[] = new Array(values.length);
  const validity = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const present = value !== null && value !== undefined && !Number.isNaN(value);
    cells[row] = present ? value : null;
    validity[row] = present ? 1 : 0;
  }
  return { type: 'mixed', name, values: cells, validity };
}

/**
 * The value of a column at a row; null where it is missing.
 *
 * @example
 * ```ts
 * import { cellAt, stringColumn } from '@stock-analyzer/schema';
 *
 * cellAt(stringColumn('exchange', ['NYSE', null]), 0); // → 'NYSE'
 * cellAt(stringColumn('exchange', ['NYSE', null]), 1); // → null
 * ```
 */
export function cellAt(column: Column, row: number): CellValue {
  if (column.validity[row] !== 1) return null;
  switch (column.type) {
    case 'number':
      return column.values[row]!;
    case 'string':
      return column.dictionary[column.codes[row]!]!;
    case 'boolean':
      return column.values[row] === 1;
    case 'mixed':
      return column.values[row]!;
  }
}

/**
 * A column in the narrowest type that holds its values: numbers, texts or booleans, else mixed.
 *
 * @example
 * ```ts
 * import { columnOf } from '@stock-analyzer/schema';
 *
 * columnOf('A', [1, null]).type; // → 'number'
 * columnOf('A', [1, 'x']).type; // → 'mixed'
 * ```
 */
export function columnOf(name: string, values: readonly (CellValue | undefined)[]): Column {
  let type: 'number' | 'string' | 'boolean' | undefined;
  for (const value of values) {
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    const found = typeof value as 'number' | 'string' | 'boolean';
    if (type && type !== found) return mixedColumn(name, values);
    type = found;
  }
  if (type === 'number') return numberColumn(name, values as (number | null)[]);
  if (type === 'boolean') return booleanColumn(name, values as (boolean | null)[]);
  if (type === 'string') return stringColumn(name, values as (string | null)[]);
  return mixedColumn(name, values);
}

/**
 * Rows to columns. Columns appear in the order in which the rows first name them; a key that a row lacks
 * is missing there. Keys such as `__proto__` are names like any other.
 *
 * @example
 * ```ts
 * import { rowsToTable, tableToRows } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }, { Ticker: 'AFMD' }]);
 * tableToRows(table); // → [{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }, { Ticker: 'AFMD', 'ROE (Fwd)': null }]
 * ```
 */
export function rowsToTable(rows: readonly Readonly<Record<string, CellValue | undefined>>[]): ColumnTable {
  const values = new Map<string, (CellValue | undefined)[]>();
  rows.forEach((row, index) => {
    for (const name of Object.keys(row)) {
      let column = values.get(name);
      if (!column) {
        column = new Array(rows.length);
        values.set(name, column);
      }
      column[index] = row[name];
    }
  });
  return columnTable(
    rows.length,
    [...values].map(([name, cells]) => columnOf(name, cells)),
  );
}

/**
 * Columns to rows: the inverse of {@link rowsToTable}. Every row has every column's name.
 *
 * @example
 * ```ts
 * import { columnTable, numberColumn, tableToRows } from '@stock-analyzer/schema';
 *
 * tableToRows(columnTable(2, [numberColumn('PER', [31.2, null])])); // → [{ PER: 31.2 }, { PER: null }]
 * ```
 */
export function tableToRows(table: ColumnTable): Row[] {
  const rows: Row[] = new Array(table.rowCount);
  for (let index = 0; index < table.rowCount; index++) {
    const row: Row = {};
    for (const column of table.columns) setOwn(row, column.name, cellAt(column, index));
    rows[index] = row;
  }
  return rows;
}

/** Sets a property that is the row's own whatever its name; plain assignment to `__proto__` would not. */
function setOwn(row: Row, name: string, value: CellValue): void {
  if (name === '__proto__') {
    Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true });
  } else row[name] = value;
}
