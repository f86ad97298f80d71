import {
  type CellValue,
  type Column,
  type ColumnFormats,
  columnLetters,
  type MissingCause,
  type SheetTable,
  type SheetVisibility,
} from '@stock-analyzer/schema';
import { type ReadLimits, tooLarge } from './limits';

/** The rows and columns that a spreadsheet of today can have; cells outside are a sign of damage. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

/** Gathers a sheet's cells, in any order, and makes its columns. */
export class SheetBuilder {
  readonly #columns: ColumnBuilder[] = [];

  /** Sets a cell by 0-based row and column. Null and '' are blank; NaN is missing, with itself as cause. */
  set(row: number, column: number, value: CellValue, format?: string): void {
    if (value === null || value === '') return;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.setMissing(row, column, { kind: 'token', text: String(value) }, format);
      return;
    }
    const builder = this.#column(column);
    builder.add(row, value);
    if (format !== undefined) builder.formats.push(row, format);
  }

  /** Sets a cell that holds something, but no value. It counts as a used cell. */
  setMissing(row: number, column: number, cause: MissingCause, format?: string): void {
    const builder = this.#column(column);
    builder.add(row, null);
    builder.causes.set(row, cause);
    if (format !== undefined) builder.formats.push(row, format);
  }

  /** The sheet from its first used row to its last; columns without any used cell are left out. */
  build(
    sheet: { name: string; visibility: SheetVisibility; declaredRange?: string },
    limits: ReadLimits,
  ): SheetTable {
    let first = Number.POSITIVE_INFINITY;
    let last = -1;
    let used = 0;
    for (const column of this.#columns) {
      if (!column) continue;
      used++;
      first = Math.min(first, column.firstRow);
      last = Math.max(last, column.lastRow);
    }
    const rowCount = last < 0 ? 0 : last - first + 1;
    if (rowCount * used > limits.cells) {
      throw tooLarge(`The sheet has ${rowCount} rows of ${used} columns`, 'cells', limits, {
        sheet: sheet.name,
      });
    }
    const columns: Column[] = [];
    for (let index = 0; index < this.#columns.length; index++) {
      const column = this.#columns[index];
      if (column) columns.push(column.build(columnLetters(index), first, rowCount));
    }
    return { ...sheet, firstRow: rowCount ? first + 1 : 1, rowCount, columns };
  }

  #column(index: number): ColumnBuilder {
    let builder = this.#columns[index];
    if (!builder) {
      builder = new ColumnBuilder();
      this.#columns[index] = builder;
    }
    return builder;
  }
}

const NUMBER = 1;
const STRING = 2;
const BOOLEAN = 4;

/** The cells of one column: those that are used, so that a single cell far down costs nothing. */
class ColumnBuilder {
  readonly rows: number[] = [];
  readonly values: CellValue[] = [];
  readonly causes = new Map<number, MissingCause>();
  readonly formats: (number | string)[] = [];
  firstRow = Number.POSITIVE_INFINITY;
  lastRow = -1;
  #types = 0;

  add(row: number, value: CellValue): void {
    this.rows.push(row);
    this.values.push(value);
    if (row < this.firstRow) this.firstRow = row;
    if (row > this.lastRow) this.lastRow = row;
    if (typeof value === 'number') this.#types |= NUMBER;
    else if (typeof value === 'string') this.#types |= STRING;
    else if (value !== null) this.#types |= BOOLEAN;
  }

  build(name: string, first: number, rowCount: number): Column {
    const validity = new Uint8Array(rowCount);
    const base = {
      name,
      validity,
      ...(this.causes.size > 0 ? { causes: shiftRows(this.causes, first) } : {}),
      ...(this.formats.length > 0 ? { formats: columnFormats(this.formats, first) } : {}),
    };
    const each = (put: (row: number, value: CellValue) => void) => {
      for (let index = 0; index < this.rows.length; index++) {
        const value = this.values[index]!;
        if (value === null) continue;
        const row = this.rows[index]! - first;
        validity[row] = 1;
        put(row, value);
      }
    };
    if (this.#types === NUMBER) {
      const values = new Float64Array(rowCount).fill(Number.NaN);
      each((row, value) => {
        values[row] = value as number;
      });
      return { type: 'number', ...base, values };
    }
    if (this.#types === STRING) {
      const codes = new Int32Array(rowCount).fill(-1);
      const dictionary: string[] = [];
      const codeOf = new Map<string, number>();
      each((row, value) => {
        let code = codeOf.get(value as string);
        if (code === undefined) {
          code = dictionary.push(value as string) - 1;
          codeOf.set(value as string, code);
        }
        codes[row] = code;
      });
      return { type: 'string', ...base, codes, dictionary };
    }
    if (this.#types === BOOLEAN) {
      const values = new Uint8Array(rowCount);
      each((row, value) => {
        values[row] = value ? 1 : 0;
      });
      return { type: 'boolean', ...base, values };
    }
    const values = new Array<CellValue>(rowCount).fill(null);
    each((row, value) => {
      values[row] = value;
    });
    return { type: 'mixed', ...base, values };
  }
}

function shiftRows<T>(byRow: ReadonlyMap<number, T>, first: number): ReadonlyMap<number, T> {
  return new Map([...byRow].map(([row, value]) => [row - first, value]));
}

/** The format most cells have is the common one; `pairs` is row, format, row, format… */
function columnFormats(pairs: readonly (number | string)[], first: number): ColumnFormats {
  const counts = new Map<string, number>();
  for (let at = 1; at < pairs.length; at += 2) {
    const format = pairs[at] as string;
    counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  let common = '';
  let most = 0;
  for (const [format, count] of counts) {
    if (count > most) [common, most] = [format, count];
  }
  const exceptions = new Map<number, string>();
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at + 1] !== common) exceptions.set((pairs[at] as number) - first, pairs[at + 1] as string);
  }
  return { common, exceptions };
}
