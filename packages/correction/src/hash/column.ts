import type { CellValue, Column, NumberColumn } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import type { HashWriter } from './hash-writer';

const MISSING = 0;
const NUMBER = 1;
const STRING = 2;
const BOOLEAN = 3;
const MIXED = 4;

/**
 * Writes a column as bytes that depend on its name and cells alone: a mixed column of numbers gives the
 * bytes of a number column, and the order of a dictionary does not matter.
 */
export function writeColumn(column: Column, writer: HashWriter): void {
  writer.text(column.name);
  writer.int32(column.validity.length);
  const kind = contentOf(column);
  writer.byte(kind);
  if (kind === NUMBER && column.type === 'number') writeNumbers(column, writer);
  else if (kind !== MISSING) writeCells(column, kind, writer);
}

/** What a column's cells are, as one kind; told by the first of them where the column has one type. */
function contentOf(column: Column): number {
  const { validity } = column;
  if (column.type !== 'mixed') {
    for (let row = 0; row < validity.length; row++) {
      const found = kindOf(cellAt(column, row));
      if (found !== MISSING) return found;
    }
    return MISSING;
  }
  let kind = MISSING;
  const { values } = column;
  for (let row = 0; row < validity.length; row++) {
    const found = validity[row] === 1 ? kindOf(values[row]!) : MISSING;
    if (found === MISSING || found === kind) continue;
    if (kind !== MISSING) return MIXED;
    kind = found;
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
function writeCells(column: Column, kind: number, writer: HashWriter): void {
  const codes = new Map<string, number>();
  const mixed = column.type === 'mixed' ? column.values : undefined;
  const { validity } = column;
  for (let row = 0; row < validity.length; row++) {
    const value = validity[row] === 1 ? (mixed ? mixed[row]! : cellAt(column, row)) : null;
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
