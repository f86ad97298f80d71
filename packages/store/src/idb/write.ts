import type { Column, ColumnTable, Dataset, Schema } from '@stock-analyzer/schema';
import { insertRelease } from '../release/move';
import type { ReleaseInfo } from '../release/types';
import { partsOf, readList } from './read';
import type { SchemaParts, TableShape, Transaction } from './schema';

/**
 * Writes a snapshot and its entry in the list; the transaction makes it all or nothing. A column is one record: few
 * and large enough to be a hundred times as fast as a record for each company, small enough for any engine.
 *
 * @returns false if the list has an entry of that id.
 */
export async function writeSnapshot(
  tx: Transaction,
  release: ReleaseInfo,
  dataset: Dataset,
): Promise<boolean> {
  const list = await readList(tx);
  if (list.some(({ id }) => id === release.id)) return false;
  const { asOf, month, provenance, marks, schema, nativeSchema, fields, native } = dataset;
  const head = {
    asOf,
    month,
    provenance,
    marks,
    schema: partsOfSchema(schema),
    nativeSchema: partsOfSchema(nativeSchema),
    fields: shapeOf(fields),
    native: shapeOf(native),
  };
  const columns = [...fields.columns, ...native.columns];
  const snapshots = tx.objectStore('snapshots');
  // One after the other: one column at a time is copied.
  await snapshots.put(head, [release.id, 0]);
  for (const [at, column] of columns.entries())
    await snapshots.put(storedColumn(column), [release.id, at + 1]);
  await tx.objectStore('state').put(insertRelease(list, release), 'releases');
  return true;
}

/** Writes the list, and deletes the snapshots that it no longer has. */
export async function writeList(
  tx: Transaction,
  before: readonly ReleaseInfo[],
  after: readonly ReleaseInfo[],
): Promise<void> {
  const kept = new Set(after.map(({ id }) => id));
  await tx.objectStore('state').put(after, 'releases');
  for (const { id } of before) if (!kept.has(id)) await tx.objectStore('snapshots').delete(partsOf(id));
}

function partsOfSchema({ id, version, fields }: Schema): SchemaParts {
  return { id, version, fields };
}

function shapeOf({ rowCount, columns }: ColumnTable): TableShape {
  return { rowCount, columns: columns.length };
}

/** The column as plain data that shares no memory: a view is stored with all of the buffer that it looks at. */
function storedColumn(column: Column): Column {
  const base = {
    name: column.name,
    validity: ownBytes(column.validity),
    ...(column.causes && { causes: new Map(column.causes) }),
  };
  switch (column.type) {
    case 'number':
      return { ...base, type: column.type, values: ownBytes(column.values) };
    case 'string':
      return {
        ...base,
        type: column.type,
        codes: ownBytes(column.codes),
        dictionary: [...column.dictionary],
      };
    case 'boolean':
      return { ...base, type: column.type, values: ownBytes(column.values) };
    case 'mixed':
      return { ...base, type: column.type, values: [...column.values] };
  }
}

function ownBytes<Bytes extends Float64Array | Int32Array | Uint8Array>(array: Bytes): Bytes {
  const { buffer, byteLength } = array;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? array : (array.slice() as Bytes);
}
