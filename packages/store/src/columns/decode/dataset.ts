import {
  type Dataset,
  defineSchema,
  type QualityMark,
  type Schema,
  tableToRows,
} from '@stock-analyzer/schema';
import type { SnapshotInfo } from '../../release/types';
import type { StoredTable } from '../format';
import { Body, lazily } from './body';
import { ColumnFile, damaged, guarded } from './file';
import { takeTable } from './table';

interface StoredHeader extends Omit<SnapshotInfo, 'companies'> {
  readonly provenance: Dataset['provenance'];
  readonly schema: Schema;
  readonly nativeSchema: Schema;
  readonly fields: StoredTable;
  readonly native: StoredTable;
  readonly marks: StoredTable;
}

/**
 * The dataset that a column file holds. The whole file is checked at once (its lengths and checksums); columns,
 * dictionaries, causes and marks are put together when they are first looked at, so the bytes must not change
 * afterwards.
 *
 * @param bytes The file as it was written, no longer compressed.
 * @throws StoreError `CORRUPT` if the file is damaged or cut off, `NEWER_FORMAT`, `NOT_A_STORE` if it is
 * something else. A file made by hand to contradict itself under right checksums may fail with `CORRUPT` when
 * a column is looked at, too.
 * @example
 * ```ts
 * import { StoreError } from '@stock-analyzer/store';
 * import { decodeDataset } from '@stock-analyzer/store/columns';
 *
 * try {
 *   decodeDataset(new TextEncoder().encode('<!doctype html><title>404</title>'));
 * } catch (error) {
 *   error instanceof StoreError && error.code; // → 'NOT_A_STORE'
 * }
 * ```
 */
export function decodeDataset(bytes: Uint8Array): Dataset {
  const file = new ColumnFile(bytes);
  const header = headerOf(file);
  const body = new Body(file.body());
  return guarded(() => {
    const { asOf, month, provenance } = header;
    const schema = defineSchema(header.schema);
    const nativeSchema = defineSchema(header.nativeSchema);
    const fields = takeTable(body, header.fields);
    const native = takeTable(body, header.native, fields.rowCount);
    if (native.columns.length > 0 && native.rowCount !== fields.rowCount) {
      throw damaged('its tables have different rows');
    }
    const marks = takeTable(body, header.marks);
    if (body.left > 0) throw damaged('it has more than its header tells of');
    const dataset = { asOf, month, schema, nativeSchema, fields, native, origins: null, provenance };
    return lazily(dataset, { marks: () => tableToRows(marks) as readonly unknown[] as QualityMark[] });
  });
}

/**
 * Which snapshot a column file holds, without reading the rest of it: the bytes may end anywhere behind the header.
 *
 * @throws StoreError as {@link decodeDataset}.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { decodeHeader, encodeDataset } from '@stock-analyzer/store/columns';
 *
 * const bytes = encodeDataset(
 *   {
 *     asOf: '2025-10-10',
 *     month: 'Oct-25',
 *     schema: companySchema,
 *     nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *     fields: rowsToTable([{ Ticker: 'NVDA' }]),
 *     native: rowsToTable([{}]),
 *     origins: null,
 *     provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *     marks: [],
 *   },
 *   { releaseId: '2025-10-10-a' },
 * );
 * decodeHeader(bytes).id; // → '2025-10-10-a'
 * decodeHeader(bytes).companies; // → 1
 * ```
 */
export function decodeHeader(bytes: Uint8Array): SnapshotInfo {
  const { id, asOf, month, fields, stagedAt } = headerOf(new ColumnFile(bytes));
  return { id, asOf, month, companies: fields.rows, stagedAt };
}

function headerOf(file: ColumnFile): StoredHeader {
  const header = file.header() as StoredHeader;
  const isOne = guarded(
    () =>
      [header.id, header.asOf, header.stagedAt, header.month ?? ''].every(
        (text) => typeof text === 'string',
      ) &&
      typeof header.provenance === 'object' &&
      header.provenance !== null &&
      Number.isInteger(header.fields.rows),
  );
  if (!isOne) throw damaged('its header is not one');
  return header;
}
