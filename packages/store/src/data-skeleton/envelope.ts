import type { DataRow } from './language';

/** Where the known files keep their rows, the first that is there counts. Of the two main sheets, the analysts'. */
const WAYS = [
  ['companies'],
  ['data'],
  ['data', 'companies'],
  ['data', 'main'],
  ['data', 'main', 'A_Company'],
  ['data', 'main', 'M_Company'],
  ['main'],
  ['A_Company'],
  ['M_Company'],
];

/**
 * The rows of a JSON file, in whatever envelope they came: a bare array, `{ metadata, companies }`,
 * `{ metadata, data }`, or the integrated file, whose sheets may have an envelope of their own. Undefined if there
 * are none.
 */
export function rowsOf(content: unknown): DataRow[] | undefined {
  if (isRows(content)) return content;
  for (const way of WAYS) {
    let found = content;
    for (const key of way) found = own(found, key);
    const rows = isRows(found) ? found : own(found, 'data');
    if (isRows(rows)) return rows;
  }
  return undefined;
}

function isRows(value: unknown): value is DataRow[] {
  return Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null);
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as DataRow)[key]
    : undefined;
}
