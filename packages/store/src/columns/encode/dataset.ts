import { type Dataset, type Row, rowsToTable, type Schema } from '@stock-analyzer/schema';
import type { StageOptions } from '../../contract';
import { releaseIdOf } from '../../dataset/release-id';
import { StoreError } from '../../errors';
import { AT, FORMAT, MAGIC, PREAMBLE_BYTES } from '../format';
import { xxh32 } from '../xxhash';
import { encodeTable } from './table';

/**
 * A dataset as the bytes of a column file: a third of the row JSON's size when both are compressed, and read
 * many times as fast. Serve or keep it compressed (`Content-Encoding: gzip`): the file itself is laid out to
 * compress well, not to be small.
 *
 * Every value comes back exactly: null and 0, −0 and infinities, texts with any code units, causes and quality
 * marks. Cell addresses and number formats, which only the source file can tell, are not kept. A number of NaN
 * is a missing value, as in every column.
 *
 * @throws StoreError `INVALID_DATASET` if the native fields have other rows than the canonical ones, there are
 * rows and no fields, or a column contradicts itself.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable, tableToRows } from '@stock-analyzer/schema';
 * import { decodeDataset, encodeDataset } from '@stock-analyzer/store/columns';
 *
 * const bytes = encodeDataset(
 *   {
 *     asOf: '2025-10-10',
 *     month: 'Oct-25',
 *     schema: companySchema,
 *     nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *     fields: rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }]),
 *     native: rowsToTable([{}]),
 *     origins: null,
 *     provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *     marks: [],
 *   },
 *   { releaseId: '2025-10-10-a' },
 * );
 * tableToRows(decodeDataset(bytes).fields); // → [{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }]
 * ```
 */
export function encodeDataset(dataset: Dataset, options: StageOptions = {}): Uint8Array {
  checkShape(dataset);
  const { asOf, month, provenance, schema, nativeSchema, fields, native, marks } = dataset;
  const chunks: Uint8Array[] = [];
  // First, for it refuses columns that contradict themselves.
  const parts = { fields: encodeTable(fields, chunks), native: encodeTable(native, chunks) };
  const header = {
    id: options.releaseId ?? releaseIdOf(dataset),
    stagedAt: options.stagedAt ?? new Date().toISOString(),
    asOf,
    month,
    provenance,
    schema: schemaJson(schema),
    nativeSchema: schemaJson(nativeSchema),
    ...parts,
    marks: encodeTable(rowsToTable(marks as readonly unknown[] as readonly Row[]), chunks),
  };
  return assemble(new TextEncoder().encode(JSON.stringify(header)), chunks);
}

function schemaJson({ id, version, fields }: Schema): Pick<Schema, 'id' | 'version' | 'fields'> {
  return { id, version, fields };
}

function checkShape({ fields, native }: Dataset): void {
  const problem =
    (native.rowCount !== fields.rowCount &&
      (native.columns.length > 0 || native.rowCount > fields.rowCount) &&
      `There are ${native.rowCount} rows of native fields and ${fields.rowCount} of canonical ones`) ||
    (fields.columns.length === 0 && fields.rowCount > 0 && `There are ${fields.rowCount} rows and no fields`);
  if (!problem) return;
  throw new StoreError({
    code: 'INVALID_DATASET',
    message: problem,
    advice: 'Give both tables one row a company.',
  });
}

function assemble(header: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array {
  const bodyBytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const bodyAt = PREAMBLE_BYTES + header.length;
  const file = new Uint8Array(bodyAt + bodyBytes);
  file.set(MAGIC);
  file.set(header, PREAMBLE_BYTES);
  let at = bodyAt;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  const view = new DataView(file.buffer);
  view.setUint32(AT.format, FORMAT, true);
  view.setUint32(AT.headerBytes, header.length, true);
  view.setUint32(AT.bodyBytes, bodyBytes, true);
  view.setUint32(AT.headerHash, xxh32(header), true);
  view.setUint32(AT.bodyHash, xxh32(file.subarray(bodyAt)), true);
  view.setUint32(AT.hash, xxh32(file.subarray(AT.format, AT.hash)), true);
  return file;
}
