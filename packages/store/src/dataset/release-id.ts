import type { Column, Dataset } from '@stock-analyzer/schema';
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
    else hash.add(0);
  }
}

/** The same value gives the same words whatever the type of its column. */
function cellAdder(hash: Hash, column: Column): (row: number) => void {
  switch (column.type) {
    case 'number': {
      const words = new Int32Array(new Float64Array(column.values).buffer);
      return (row) => {
        hash.add(words[2 * row]!);
        hash.add(words[2 * row + 1]!);
      };
    }
    case 'string': {
      const words = column.dictionary.map(textWord);
      return (row) => hash.add(words[column.codes[row]!]!);
    }
    case 'boolean':
      return (row) => hash.add(column.values[row] === 1 ? 2 : 1);
    case 'mixed': {
      const number = new Float64Array(1);
      const halves = new Int32Array(number.buffer);
      return (row) => {
        const value = column.values[row]!;
        if (typeof value === 'string') hash.add(textWord(value));
        else if (typeof value === 'boolean') hash.add(value ? 2 : 1);
        else {
          number[0] = value as number;
          hash.add(halves[0]!);
          hash.add(halves[1]!);
        }
      };
    }
  }
}

function textWord(text: string): number {
  const { hex } = Hash.of(text);
  return Number.parseInt(hex.slice(0, 8), 16) ^ Number.parseInt(hex.slice(8), 16);
}
