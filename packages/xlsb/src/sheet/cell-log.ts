import { MAX_COLUMNS } from './cell-sink';

/**
 * The cells of a sheet one behind the other, in typed arrays that grow and can be used again: what a million cells
 * cost is 14 MB, once.
 */
export class CellLog {
  /** Cells. */
  length = 0;
  columns = new Uint16Array(1024);
  /** The style, and above its 24 bits the kind. */
  tags = new Uint32Array(1024);
  /** The number itself, or the number of a text, a boolean or an error. */
  numbers = new Float64Array(1024);
  /** Rows that hold something. */
  rowCount = 0;
  rows = new Int32Array(256);
  /** Where in the log the cells of each row begin. */
  rowStarts = new Int32Array(256);

  /** By column: the kinds of all its cells. */
  readonly kinds = new Uint8Array(MAX_COLUMNS);
  /** Up to here columns hold something. */
  columnCount = 0;

  clear(): void {
    this.kinds.fill(0, 0, this.columnCount);
    this.columnCount = 0;
    this.length = 0;
    this.rowCount = 0;
  }

  beginRow(row: number): void {
    if (this.rowCount === this.rows.length) {
      this.rows = doubled(this.rows, Int32Array);
      this.rowStarts = doubled(this.rowStarts, Int32Array);
    }
    this.rows[this.rowCount] = row;
    this.rowStarts[this.rowCount++] = this.length;
  }

  /** Makes room for one more cell. */
  grow(): void {
    this.columns = doubled(this.columns, Uint16Array);
    this.tags = doubled(this.tags, Uint32Array);
    this.numbers = doubled(this.numbers, Float64Array);
  }
}

function doubled<T extends Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: T,
  make: new (length: number) => T,
): T {
  const larger = new make(2 * array.length);
  larger.set(array);
  return larger;
}
