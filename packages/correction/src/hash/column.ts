import type { CellValue, Column } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import type { HashWriter } from './hash-writer';

const MISSING = 0;
const NUMBER = 1;
const STRING = 2;
const BOOLEAN = 3;
const MIXED = 4;

/** New values of some cells of a column, by ascending row. */
export interface SortedEdits {
  readonly rows: readonly number[];
  readonly values: readonly CellValue[];
}

const NONE: SortedEdits = { rows: [], values: [] };

/**
 * Writes a column as bytes that depend on its name and cells alone: a mixed column of numbers gives the
 * bytes of a number column, and the order of a dictionary does not matter.
 *
 * @param edits New values of some cells, which are written in place of the column's own.
 */
export function writeColumn(column: Column, writer: HashWriter, edits: SortedEdits = NONE): void {
  const count = column.validity.length;
  writer.text(column.name);
  writer.int32(count);
  const kind = contentOf(column, edits);
  writer.byte(kind);
  if (kind === MISSING) return;
  const cells = new CellWriter(column, kind, writer);
  let from = 0;
  edits.rows.forEach((row, at) => {
    if (!(row >= from && row < count)) return;
    cells.ownOf(from, row);
    cells.cell(edits.values[at]!);
    from = row + 1;
  });
  cells.ownOf(from, count);
  cells.texts();
}

/** What a column's cells are, as one kind. */
function contentOf(column: Column, { rows, values }: SortedEdits): number {
  let kind = MISSING;
  for (const value of values) kind = both(kind, kindOf(value));
  let from = 0;
  for (const row of rows) {
    kind = both(kind, ownContentOf(column, from, row));
    from = row + 1;
    if (kind === MIXED) return kind;
  }
  return both(kind, ownContentOf(column, from, column.validity.length));
}

/** The same for a stretch of its own cells; told by the first of them where they are known to be of one type. */
function ownContentOf(column: Column, from: number, to: number): number {
  let kind = MISSING;
  if (column.type === 'mixed') {
    const { values, validity } = column;
    for (let row = from; row < to && kind !== MIXED; row++) {
      if (validity[row] === 1) kind = both(kind, kindOf(values[row]!));
    }
  } else for (let row = from; row < to && kind === MISSING; row++) kind = kindOf(cellAt(column, row));
  return kind;
}

function both(one: number, other: number): number {
  return one === MISSING || one === other ? other : other === MISSING ? one : MIXED;
}

function kindOf(value: CellValue): number {
  if (typeof value === 'number') return Number.isNaN(value) ? MISSING : NUMBER;
  return value === null ? MISSING : typeof value === 'string' ? STRING : BOOLEAN;
}

/** Writes cells as such of a kind of content. Texts are numbered by first appearance and written once, after them. */
class CellWriter {
  private readonly numbers = new Map<string, number>();
  /** By the dictionary's code: the text's number, counted from 1; 0 for none yet. */
  private readonly numberOf: Int32Array;

  constructor(
    private readonly column: Column,
    private readonly kind: number,
    private readonly writer: HashWriter,
  ) {
    this.numberOf = new Int32Array(column.type === 'string' ? column.dictionary.length : 0);
  }

  cell(value: CellValue): void {
    const { kind, writer } = this;
    if (kind === MIXED) writer.byte(kindOf(value));
    if (typeof value === 'number') writer.double(value);
    else if (typeof value === 'string') writer.int32(this.numbered(value));
    else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
    else if (kind === NUMBER) writer.double(Number.NaN);
    else if (kind === STRING) writer.int32(-1);
    else if (kind === BOOLEAN) writer.byte(2);
  }

  /** The column's own cells of some rows. */
  ownOf(from: number, to: number): void {
    const { column, kind, writer } = this;
    const { validity } = column;
    if (column.type === 'mixed') {
      const { values } = column;
      for (let row = from; row < to; row++) {
        const value = validity[row] === 1 ? values[row]! : null;
        if (typeof value !== 'number') this.cell(value);
        else {
          if (kind === MIXED) writer.byte(Number.isNaN(value) ? MISSING : NUMBER);
          writer.double(value);
        }
      }
    } else if (column.type === 'number' && kind === NUMBER) {
      const { values } = column;
      for (let row = from; row < to; row++) writer.double(validity[row] === 1 ? values[row]! : Number.NaN);
    } else if (column.type === 'string' && kind === STRING) {
      const { codes, dictionary } = column;
      for (let row = from; row < to; row++) {
        const code = codes[row]!;
        if (validity[row] !== 1) writer.int32(-1);
        else {
          this.numberOf[code] ||= this.numbered(dictionary[code]!) + 1;
          writer.int32(this.numberOf[code]! - 1);
        }
      }
    } else for (let row = from; row < to; row++) this.cell(cellAt(column, row));
  }

  texts(): void {
    for (const text of this.numbers.keys()) this.writer.text(text);
  }

  private numbered(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}
