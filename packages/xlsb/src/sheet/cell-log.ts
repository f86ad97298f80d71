import { MAX_COLUMNS } from './cell-sink';

/**
 * The cells of a sheet one behind the other, in typed arrays that grow and can be used again: what a million cells
 * cost is 22 MB, once.
 */
export class CellLog {
  /** Cells. */
  length = 0;
  rows = new Int32Array(1024);
  columns = new Uint16Array(1024);
  /** The style, and above its 24 bits the kind. */
  tags = new Uint32Array(1024);
  /** The number itself, or the number of a text, a boolean or an error. */
  numbers = new Float64Array(1024);
  /** By column: the kinds of all its cells. */
  readonly kinds = new Uint8Array(MAX_COLUMNS);
  /** Up to here columns hold something. */
  columnCount = 0;
  #order = new Int32Array(0);

  clear(): void {
    this.kinds.fill(0, 0, this.columnCount);
    this.columnCount = 0;
    this.length = 0;
  }

  /** Makes room for one more cell. */
  grow(): void {
    this.rows = doubled(this.rows, Int32Array);
    this.columns = doubled(this.columns, Uint16Array);
    this.tags = doubled(this.tags, Uint32Array);
    this.numbers = doubled(this.numbers, Float64Array);
  }

  /** The cells by column, each column's from top to bottom; those of column c are from `starts[c]` to `starts[c + 1]`. */
  byColumn(): { order: Int32Array; starts: Int32Array } {
    const { length, columns, columnCount } = this;
    const starts = new Int32Array(columnCount + 1);
    for (let at = 0; at < length; at++) starts[columns[at]! + 1]!++;
    for (let column = 0; column < columnCount; column++) starts[column + 1]! += starts[column]!;
    if (this.#order.length < length) this.#order = new Int32Array(columns.length);
    const order = this.#order;
    const next = starts.slice();
    for (let at = 0; at < length; at++) order[next[columns[at]!]!++] = at;
    return { order, starts };
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
