import type { Column, ColumnTable } from '@stock-analyzer/schema';
import { type CorrectionData, isDataset } from '../data';
import { type SortedEdits, writeColumn } from './column';
import { HashWriter } from './hash-writer';

/**
 * The SHA-256 of what data says, in hex: names, which cells are missing, and every value to the last bit
 * (0 and -0 differ, a lone surrogate is kept). Column order, storage type, dictionary order, number formats
 * and causes of missing values do not count, so a table and its rows hash alike. A week's hash covers its
 * as-of date, its month and its native fields as well.
 *
 * @example
 * ```ts
 * import { hashTable } from '@stock-analyzer/correction';
 * import { rowsToTable } from '@stock-analyzer/schema';
 *
 * const one = rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }]);
 * const same = rowsToTable([{ 'ROE (Fwd)': 79.43, Ticker: 'NVDA' }]);
 * const other = rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.44 }]);
 * hashTable(one) === hashTable(same); // → true
 * hashTable(one) === hashTable(other); // → false
 * ```
 */
export function hashTable(data: CorrectionData): string {
  return createHasher()(data);
}

/** Gives the hash of data; with edits, that of the data once they are made. */
type Hasher = (data: CorrectionData, edits?: ReadonlyMap<string, SortedEdits>) => string;

/**
 * {@link hashTable} with a memory of the columns it has seen, for hashing data before and after a few
 * columns changed. Columns must not be written to while it lives.
 */
export function createHasher(): Hasher {
  const sha = new HashWriter();
  const digests = new Map<Column, Uint8Array>();

  const columnDigest = (column: Column, edits: SortedEdits | undefined): Uint8Array => {
    let found = edits ? undefined : digests.get(column);
    if (!found) {
      writeColumn(column, sha, edits);
      found = sha.digest();
      if (!edits) digests.set(column, found);
    }
    return found;
  };

  const tableDigest = (
    table: ColumnTable,
    editsOf: (name: string) => SortedEdits | undefined,
  ): Uint8Array => {
    const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const parts = columns.map((column) => columnDigest(column, editsOf(column.name)));
    sha.text('table');
    sha.int32(table.rowCount);
    for (const part of parts) sha.digested(part);
    return sha.digest();
  };

  return (data, edits) => {
    const editsOf = (name: string) => edits?.get(name);
    if (!isDataset(data)) return hex(tableDigest(data, editsOf));
    const { fields, native } = data;
    const parts = [
      tableDigest(fields, editsOf),
      tableDigest(native, (name) => (fields.byName.has(name) ? undefined : editsOf(name))),
    ];
    sha.text('dataset');
    sha.text(data.asOf);
    sha.text(data.month ?? '');
    for (const part of parts) sha.digested(part);
    return hex(sha.digest());
  };
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte + 256).toString(16).slice(1);
  return text;
}
