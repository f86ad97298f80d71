import { StoreError } from '../../errors';
import type { FileBounds, FileContent } from './content';
import { arrayContent, columnContent } from './dense';
import { isRecord } from './json-text';
import { rowContent } from './rows';

/**
 * What a file of companies holds, by the way it is laid out: a bare array of rows, `{metadata, companies}`,
 * `{metadata, data}`, `{fields, rows}` or `{columns}`.
 *
 * @throws StoreError `NOT_A_STORE`, `CORRUPT`, `TOO_LARGE`.
 */
export function contentOf(value: unknown, bounds: FileBounds): FileContent {
  if (Array.isArray(value)) return rowContent({}, value, bounds);
  if (isRecord(value)) {
    const metadata = isRecord(value.metadata) ? value.metadata : {};
    const { columns, fields, rows, companies, data } = value;
    if (isRecord(columns)) return columnContent(metadata, value, bounds);
    if (Array.isArray(fields) && Array.isArray(rows)) return arrayContent(metadata, value, bounds);
    if (Array.isArray(companies)) return rowContent(metadata, companies, bounds);
    if (Array.isArray(data)) return rowContent(metadata, data, bounds);
  }
  const keys = isRecord(value) ? Object.keys(value).slice(0, 8).join(', ') : '';
  throw new StoreError({
    code: 'NOT_A_STORE',
    message: `The file holds no list of companies${keys ? `; it has ${keys}` : ''}`,
    place: { file: bounds.file },
    advice: 'It is an array of rows, or has "companies", "data", "columns", or "fields" and "rows".',
  });
}
