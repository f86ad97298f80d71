import { type CellValue, type Column, cellAt, type Dataset } from '@stock-analyzer/schema';
import { Hash } from '../query/hash';

/**
 * An id that only equal datasets share: the as-of date and 64 bits over every value, cause and quality mark. It is
 * a fingerprint against mistakes, not against forgery.
 *
 * @example
 * ```ts
 * import { companySchema, type Dataset, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { releaseIdOf } from '@stock-analyzer/store';
 *
 * const week = (roe: number): Dataset => ({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': roe }]),
 *   native: rowsToTable([{}]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * releaseIdOf(week(79.43)) === releaseIdOf(week(79.43)); // → true
 * releaseIdOf(week(79.43)) === releaseIdOf(week(79.44)); // → false
 * ```
 */
export function releaseIdOf({ asOf, month, fields, native, marks }: Dataset): string {
  const hash = new Hash();
  hash.text(JSON.stringify([month, fields.rowCount, marks]));
  for (const column of [...fields.columns, ...native.columns]) addColumn(hash, column);
  return `${asOf}-${hash.hex}`;
}

function addColumn(hash: Hash, column: Column): void {
  hash.text(column.name);
  for (const [row, cause] of [...(column.causes ?? [])].sort(([a], [b]) => a - b)) {
    hash.add(row);
    hash.text(JSON.stringify([cause.kind, cause.text, cause.error]));
  }
  const { validity } = column;
  const add = cellAdder(hash, column);
  for (let row = 0; row < validity.length; row++) {
    if (validity[row] === 1) add(row);
    else addTag(hash, MISSING);
  }
}

/** Second words that no number has: as the upper half of a double they would make it NaN. */
const [MISSING, FALSE, TRUE] = [0x7ff80001, 0x7ff80002, 0x7ff80003];

function addTag(hash: Hash, tag: number): void {
  hash.add(0);
  hash.add(tag);
}

/** Every cell gives two words, and the same value gives the same ones whatever the type of its column. */
function cellAdder(hash: Hash, column: Column): (row: number) => void {
  if (column.type === 'number') {
    const words = new Int32Array(new Float64Array(column.values).buffer);
    return (row) => {
      hash.add(words[2 * row]!);
      hash.add(words[2 * row + 1]!);
    };
  }
  const number = new Float64Array(1);
  const halves = new Int32Array(number.buffer);
  const ofText = new Map<CellValue, ArrayLike<number>>();
  return (row) => {
    const value = cellAt(column, row)!;
    if (typeof value === 'boolean') return addTag(hash, value ? TRUE : FALSE);
    if (typeof value === 'number') number[0] = value;
    const words = typeof value === 'string' ? (ofText.get(value) ?? Hash.of(value).words) : halves;
    if (words !== halves) ofText.set(value, words);
    hash.add(words[0]!);
    hash.add(words[1]!);
  };
}
