import type { CellValue } from '../table';

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
