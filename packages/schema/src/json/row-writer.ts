import { type CellValue, type Column, cellAt } from '../table';
import { cellJson } from './cell';
import type { TextBytes } from './text-bytes';

/** How a row is written, for {@link rowWriter}. Between two cells stands a comma. */
export interface RowForm {
  /** What stands before each cell of a column, such as its key. */
  readonly before: (name: string) => string;
  /** What stands for a value that is missing; null leaves the cell out with what stands before it. */
  readonly missing: string | null;
  /** The text of a cell; finite numbers but -0 are always as `String` writes them. */
  readonly cell: (value: CellValue) => string;
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
  { before, missing, cell }: RowForm,
): (row: number, into: TextBytes) => void {
  const encoder = new TextEncoder();
  const first = columns.map(({ name }) => encoder.encode(before(name)));
  const next = columns.map(({ name }) => encoder.encode(`,${before(name)}`));
  const texts = columns.map((column) =>
    column.type === 'string' ? column.dictionary.map((text) => encoder.encode(cell(text))) : null,
  );
  const none = missing === null ? null : encoder.encode(missing);
  return (row, into) => {
    let keys = first;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]!;
      const isMissing = column.validity[row] !== 1;
      if (isMissing && none === null) continue;
      into.putBytes(keys[at]!);
      keys = next;
      if (isMissing) into.putBytes(none!);
      else if (column.type === 'string') into.putBytes(texts[at]![column.codes[row]!]!);
      else {
        const value = column.type === 'number' ? column.values[row]! : cellAt(column, row);
        if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0))
          into.putNumber(value);
        else into.put(cell(value));
      }
    }
  };
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
  options: { readonly skipMissing?: boolean } = {},
): (row: number, into: TextBytes) => void {
  const missing = options.skipMissing ? null : 'null';
  return rowWriter(columns, { before: (name) => `${JSON.stringify(name)}:`, missing, cell: cellJson });
}
