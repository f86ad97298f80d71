import {
  type CellValue,
  type Column,
  type ColumnTable,
  cellAt,
  type MissingCause,
  numberColumn,
  rowsToTable,
  type StringColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { StoreError } from '../../errors';
import type { StoredColumn, StoredTable } from '../format';
import { encodeNumbers } from './numbers';

/** Appends a table's bytes to the body, and tells what the header must say of them. */
export function encodeTable({ rowCount, columns }: ColumnTable, chunks: Uint8Array[]): StoredTable {
  return { rows: rowCount, columns: columns.map((column) => encodeColumn(column, chunks)) };
}

function encodeColumn(column: Column, chunks: Uint8Array[]): StoredColumn {
  const { name, type, causes } = column;
  const isMixed = type === 'mixed';
  return {
    name,
    type,
    ...((type === 'number' || isMixed) && { numbers: encodeNumbers(numbersOf(column), chunks) }),
    ...((type === 'string' || isMixed) && encodeTexts(textsOf(column), chunks)),
    ...((type === 'boolean' || isMixed) && { booleans: encodeNumbers(booleansOf(column), chunks) }),
    ...(causes?.size && { causes: encodeTable(causeTable(causes), chunks) }),
  };
}

function numbersOf(column: Column): Float64Array {
  if (column.type !== 'number')
    return numberColumn('', cellsOf(column, 'number') as (number | null)[]).values;
  return column.values.map((value, row) => (column.validity[row] === 1 ? value : Number.NaN));
}

function textsOf(column: Column): StringColumn {
  return column.type === 'string' ? column : stringColumn('', cellsOf(column, 'string') as (string | null)[]);
}

function booleansOf(column: Column): Float64Array {
  return Float64Array.from(cellsOf(column, 'boolean'), (value) =>
    value === null ? Number.NaN : Number(value),
  );
}

/** The values of one type, null where a cell has another. */
function cellsOf(column: Column, type: string): CellValue[] {
  return Array.from(column.validity, (_, row) => {
    const value = cellAt(column, row);
    return typeof value === type ? value : null;
  });
}

function encodeTexts(column: StringColumn, chunks: Uint8Array[]): Pick<StoredColumn, 'codes' | 'dictionary'> {
  const { codes, dictionary, validity } = column;
  let fresh = 0;
  const stored = Float64Array.from(codes, (code, row) => {
    if (validity[row] !== 1) return Number.NaN;
    if (dictionary[code] === undefined) {
      throw new StoreError({
        code: 'INVALID_DATASET',
        message: `The column's dictionary has no text ${code}`,
        place: { row: row + 1, field: column.name },
        advice: 'Make columns with the functions of @stock-analyzer/schema.',
      });
    }
    return code === fresh ? fresh++ && 0 : code + 1;
  });
  const parts = encodeNumbers(stored, chunks);
  const text = new TextEncoder().encode(JSON.stringify(dictionary));
  chunks.push(text);
  return { codes: parts, dictionary: [dictionary.length, text.length] };
}

function causeTable(causes: ReadonlyMap<number, MissingCause>): ColumnTable {
  return rowsToTable(
    Array.from(causes, ([row, { kind, text, error = null }]) => ({ row, kind, text, error })),
  );
}
