import { type CellValue, type Column, cellAt } from '../table';
import { cellJson } from './cell';
import { ColumnTexts } from './cell-texts';
import type { TextBytes } from './text-bytes';

/** How a row is written, for {@link rowWriter}. Between two cells stands a comma. */
export interface RowForm {
  /** What stands before each cell of a column, such as its key. */
  readonly before: (name: string) => string;
  /** What stands for a value that is missing; null leaves the cell out with what stands before it. */
  readonly missing: string | null;
  /** The text of a cell; finite numbers but -0 are always as `String` writes them. */
  readonly cell: (value: CellValue) => string;
  /** Keeps the texts of numbers for other files. Default: they are made for this one. */
  readonly texts?: ColumnTexts;
}

/**
 * Makes a function that adds a row to a text straight from columns; building row objects first costs several times
 * as much at this size. Names and dictionary texts are encoded once.
 *
 * @example
 * ```ts
 * import { numberColumn, stringColumn } from '@stock-analyzer/schema';
 * import { rowWriter, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const columns = [stringColumn('Ticker', ['NVDA', 'AFMD']), numberColumn('PER', [31.2, null])];
 * const write = rowWriter(columns, { before: () => '', missing: '-', cell: String });
 * const text = new TextBytes();
 * write(1, text);
 * new TextDecoder().decode(text.take()); // → 'AFMD,-'
 * ```
 */
export function rowWriter(
  columns: readonly Column[],
  { before, missing, cell, texts = new ColumnTexts() }: RowForm,
): (row: number, into: TextBytes) => void {
  const names = columns.map(({ name }) => before(name));
  const first = texts.ofStrings(names);
  const next = texts.ofStrings(names.map((name) => `,${name}`));
  const none = missing === null ? null : new TextEncoder().encode(missing);
  const cells = columns.map((column) => {
    if (column.type === 'number') return texts.ofNumbers(column.values);
    return column.type === 'string' ? texts.ofStrings(column.dictionary.map((text) => cell(text))) : null;
  });
  return (row, into) => {
    let keys = first;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]!;
      const isMissing = column.validity[row] !== 1;
      if (isMissing && none === null) continue;
      into.putText(keys, at);
      keys = next;
      if (isMissing) into.putBytes(none!);
      else if (column.type === 'string') into.putText(cells[at]!, column.codes[row]!);
      else if (column.type === 'number' && isPlain(column.values[row]!)) into.putText(cells[at]!, row);
      else into.put(cell(cellAt(column, row)));
    }
  };
}

/** Whether a number's text is that of `String`. */
function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

/**
 * Makes a function that adds a row's members (`"name":value,…`) to a text: see {@link rowWriter}.
 *
 * @example
 * ```ts
 * import { numberColumn, stringColumn } from '@stock-analyzer/schema';
 * import { memberWriter, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const write = memberWriter([stringColumn('Ticker', ['NVDA', 'AFMD']), numberColumn('PER', [31.2, null])]);
 * const text = new TextBytes();
 * write(1, text);
 * new TextDecoder().decode(text.take()); // → '"Ticker":"AFMD","PER":null'
 * ```
 */
export function memberWriter(
  columns: readonly Column[],
  options: { readonly skipMissing?: boolean; readonly texts?: ColumnTexts } = {},
): (row: number, into: TextBytes) => void {
  const { skipMissing, texts } = options;
  return rowWriter(columns, {
    before: (name) => `${JSON.stringify(name)}:`,
    missing: skipMissing ? null : 'null',
    cell: cellJson,
    ...(texts && { texts }),
  });
}
