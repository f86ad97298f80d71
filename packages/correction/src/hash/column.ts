import type { CellValue, Column, NumberColumn } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import { type Edits, editNumbers } from '../cells/edit';
import type { HashWriter } from './hash-writer';

const MISSING = 0;
const NUMBER = 1;
const STRING = 2;
const BOOLEAN = 3;
const MIXED = 4;

/** Reads the cells of a column one after the other, from the first to the last. */
type CellReader = (row: number) => CellValue;

/**
 * Writes a column as bytes that depend on its name and cells alone: a mixed column of numbers gives the
 * bytes of a number column, and the order of a dictionary does not matter.
 *
 * @param edits New values of some cells.
 */
export function writeColumn(column: Column, writer: HashWriter, edits: Edits = new Map()): void {
  if (column.type === 'number' && edits.size > 0 && ![...edits.values()].some(isNoNumber)) {
    writeColumn(editNumbers(column, edits), writer);
    return;
  }
  writer.text(column.name);
  writer.int32(column.validity.length);
  const count = column.validity.length;
  const isPlain = column.type !== 'mixed' && edits.size === 0;
  const kind = contentOf(readerOf(column, edits), count, isPlain);
  writer.byte(kind);
  if (kind === NUMBER && column.type === 'number' && isPlain) writeNumbers(column, writer);
  else if (kind !== MISSING) writeCells(readerOf(column, edits), count, kind, writer);
}

function isNoNumber(value: CellValue): boolean {
  return value !== null && typeof value !== 'number';
}

function readerOf(column: Column, edits: Edits): CellReader {
  const { validity } = column;
  const mixed = column.type === 'mixed' ? column.values : undefined;
  const cell: CellReader = mixed
    ? (row) => (validity[row] === 1 ? mixed[row]! : null)
    : (row) => cellAt(column, row);
  const edited = Uint32Array.from(edits.keys()).sort();
  let next = 0;
  return (row) => {
    if (row !== edited[next]) return cell(row);
    next++;
    return edits.get(row)!;
  };
}

/** What a column's cells are, as one kind; told by the first of them where they are known to be of one type. */
function contentOf(cell: CellReader, count: number, isOfOneType: boolean): number {
  let kind = MISSING;
  for (let row = 0; row < count; row++) {
    const found = kindOf(cell(row));
    if (found === MISSING || found === kind) continue;
    if (kind !== MISSING) return MIXED;
    kind = found;
    if (isOfOneType) return kind;
  }
  return kind;
}

function kindOf(value: CellValue): number {
  if (value === null || Number.isNaN(value)) return MISSING;
  return typeof value === 'number' ? NUMBER : typeof value === 'string' ? STRING : BOOLEAN;
}

function writeNumbers({ values, validity }: NumberColumn, writer: HashWriter): void {
  for (let row = 0; row < values.length; row++)
    writer.double(validity[row] === 1 ? values[row]! : Number.NaN);
}

/** Texts are numbered by first appearance and written once, after the cells. */
function writeCells(cell: CellReader, count: number, kind: number, writer: HashWriter): void {
  const codes = new Map<string, number>();
  for (let row = 0; row < count; row++) {
    const value = cell(row);
    if (kind === MIXED) writer.byte(kindOf(value));
    if (typeof value === 'number') writer.double(value);
    else if (typeof value === 'string') {
      let code = codes.get(value);
      if (code === undefined) {
        code = codes.size;
        codes.set(value, code);
      }
      writer.int32(code);
    } else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
    else if (kind === NUMBER) writer.double(Number.NaN);
    else if (kind === STRING) writer.int32(-1);
    else if (kind === BOOLEAN) writer.byte(2);
  }
  for (const text of codes.keys()) writer.text(text);
}
