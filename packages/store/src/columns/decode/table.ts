import {
  type CellValue,
  type Column,
  type ColumnTable,
  type MissingCause,
  tableToRows,
} from '@stock-analyzer/schema';
import type { StoredColumn, StoredTable } from '../format';
import { type Body, countOf, lazily, once } from './body';
import { damaged, guarded, utf8 } from './file';
import { takeNumbers } from './numbers';

/**
 * Takes a table from the body; what a column holds is put together when it is first looked at. A table without
 * columns has no more rows than the caller says: each of them would cost memory and none a byte of the file.
 */
export function takeTable(body: Body, stored: StoredTable, mostWithoutColumns = 0): ColumnTable {
  const rowCount = countOf(stored.rows, stored.columns.length > 0 ? body.length : mostWithoutColumns);
  const columns = stored.columns.map((column) => takeColumn(body, column, rowCount));
  const byName = new Map(columns.map((column) => [column.name, column]));
  if (byName.size !== columns.length) throw damaged('two of its columns have one name');
  return { rowCount, columns, byName };
}

function takeColumn(body: Body, stored: StoredColumn, rows: number): Column {
  if (typeof stored.name !== 'string') throw damaged('one of its columns has no name');
  const column = takeTyped(body, stored, rows);
  return stored.causes ? lazily(column, { causes: takeCauses(body, stored.causes) }) : column;
}

function takeTyped(body: Body, { name, type, ...stored }: StoredColumn, rows: number): Column {
  switch (type) {
    case 'number': {
      const values = once(takeNumbers(body, stored.numbers, rows));
      return lazily({ type, name }, { values, validity: () => validityOf(values()) });
    }
    case 'string': {
      const { coded, dictionary } = takeTexts(body, stored, rows);
      const [codes, validity] = [() => coded().codes, () => coded().validity];
      return lazily({ type, name }, { codes, dictionary, validity });
    }
    case 'boolean': {
      const numbers = once(takeNumbers(body, stored.booleans, rows));
      const values = () => Uint8Array.from(numbers());
      return lazily({ type, name }, { values, validity: () => validityOf(numbers()) });
    }
    case 'mixed': {
      const values = once(takeMixed(body, stored, rows));
      return lazily({ type, name }, { values, validity: () => validityOf(values()) });
    }
    default:
      throw damaged(`one of its columns has the type ${JSON.stringify(type)}`);
  }
}

/** One byte a row: 1 where there is a value. */
function validityOf(values: Float64Array | readonly CellValue[]): Uint8Array {
  const validity = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    validity[row] = value === null || Number.isNaN(value) ? 0 : 1;
  }
  return validity;
}

function takeTexts(body: Body, stored: Omit<StoredColumn, 'name' | 'type'>, rows: number) {
  const numbers = takeNumbers(body, stored.codes, rows);
  const entries = countOf(stored.dictionary?.[0], body.left);
  const text = body.take(countOf(stored.dictionary?.[1], body.left));
  return {
    coded: once(() => textCodes(numbers(), entries)),
    dictionary: once(() => {
      const texts: unknown = guarded(() => JSON.parse(utf8(text)));
      const isWhole = Array.isArray(texts) && texts.length === entries;
      if (isWhole && texts.every((entry) => typeof entry === 'string')) return texts as string[];
      throw damaged('a dictionary is not one');
    }),
  };
}

function textCodes(numbers: Float64Array, entries: number) {
  const codes = new Int32Array(numbers.length).fill(-1);
  const validity = new Uint8Array(numbers.length);
  let fresh = 0;
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (Number.isNaN(number)) continue;
    const code = number === 0 ? fresh++ : number - 1;
    if (!(code >= 0 && code < entries)) throw damaged('a text is not in its dictionary');
    codes[row] = code;
    validity[row] = 1;
  }
  return { codes, validity };
}

function takeMixed(body: Body, stored: Omit<StoredColumn, 'name' | 'type'>, rows: number) {
  const numbers = takeNumbers(body, stored.numbers, rows);
  const texts = takeTexts(body, stored, rows);
  const booleans = takeNumbers(body, stored.booleans, rows);
  return once(() => {
    const dictionary = texts.dictionary();
    const flags = booleans();
    const codes = texts.coded().codes;
    return Array.from(numbers(), (number, row): CellValue => {
      if (!Number.isNaN(number)) return number;
      const flag = flags[row]!;
      return dictionary[codes[row]!] ?? (Number.isNaN(flag) ? null : flag === 1);
    });
  });
}

function takeCauses(body: Body, stored: StoredTable): () => ReadonlyMap<number, MissingCause> {
  const table = takeTable(body, stored);
  return once(
    () =>
      new Map(
        tableToRows(table).map(({ row, kind, text, error }) => [
          row as number,
          { kind, text, ...(error !== null && { error }) } as MissingCause,
        ]),
      ),
  );
}
