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
  for (let row = 0; row < column.validity.length; row++) hash.add(column.validity[row]!);
  switch (column.type) {
    case 'number': {
      const words = new Int32Array(new Float64Array(column.values).buffer);
      for (let at = 0; at < words.length; at++) if (column.validity[at >> 1] === 1) hash.add(words[at]!);
      return;
    }
    case 'string': {
      const texts = column.dictionary.map((text) => {
        const each = new Hash();
        each.text(text);
        return Number.parseInt(each.hex.slice(0, 8), 16) ^ Number.parseInt(each.hex.slice(8), 16);
      });
      for (const code of column.codes) if (code >= 0) hash.add(texts[code]!);
      return;
    }
    default:
      hash.text(JSON.stringify(Array.from(column.values)));
  }
}
