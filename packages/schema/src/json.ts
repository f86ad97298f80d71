import { type CellValue, type Column, cellAt } from './table';

/**
 * The JSON of one cell. Keeps the sign of -0, which `JSON.stringify` drops. Most cells are numbers, and for
 * them it is the slower way to a text. An infinity is a number too large for any reader, and so read as one.
 *
 * @example
 * ```ts
 * import { cellJson } from '@stock-analyzer/schema/json';
 *
 * [79.43, -0, null, 'S&W "Seed"'].map(cellJson).join(' '); // → '79.43 -0 null "S&W \\"Seed\\""'
 * ```
 */
export function cellJson(value: CellValue): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'null' : value > 0 ? '1e999' : '-1e999';
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * Makes a function that writes a row's members (`"name":value,…`) straight from columns; building row
 * objects first costs twice the time at this size. Dictionary texts are encoded once.
 *
 * @example
 * ```ts
 * import { numberColumn, stringColumn } from '@stock-analyzer/schema';
 * import { memberWriter } from '@stock-analyzer/schema/json';
 *
 * const write = memberWriter([stringColumn('Ticker', ['NVDA', 'AFMD']), numberColumn('PER', [31.2, null])]);
 * write(1); // → '"Ticker":"AFMD","PER":null'
 * ```
 */
export function memberWriter(
  columns: readonly Column[],
  options: { readonly skipMissing?: boolean } = {},
): (row: number) => string {
  const writers = columns.map((column) => {
    const key = `${JSON.stringify(column.name)}:`;
    const texts =
      column.type === 'string' ? column.dictionary.map((text) => JSON.stringify(text)) : undefined;
    const missing = options.skipMissing ? '' : `${key}null`;
    return (row: number): string => {
      if (column.validity[row] !== 1) return missing;
      if (column.type === 'string') return key + texts![column.codes[row]!]!;
      return key + cellJson(column.type === 'number' ? column.values[row]! : cellAt(column, row));
    };
  });
  return (row) => {
    let members = '';
    for (const write of writers) {
      const member = write(row);
      if (member) members += members ? `,${member}` : member;
    }
    return members;
  };
}

/**
 * The text of `{"metadata":…,"<key>":[…]}` with one record a line, so that any diff tool can compare weeks.
 *
 * @param records Each the JSON of one record.
 * @example
 * ```ts
 * import { envelopeJson } from '@stock-analyzer/schema/json';
 *
 * JSON.parse(envelopeJson({ total: 1 }, 'companies', ['{"Ticker":"NVDA"}']));
 * // → { metadata: { total: 1 }, companies: [{ Ticker: 'NVDA' }] }
 * ```
 */
export function envelopeJson(metadata: object, key: string, records: readonly string[]): string {
  return `{\n"metadata":${JSON.stringify(metadata)},\n${JSON.stringify(key)}:[\n${records.join(',\n')}\n]}\n`;
}
