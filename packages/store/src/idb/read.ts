import { type Column, columnTable, type Dataset, defineSchema } from '@stock-analyzer/schema';
import { StoreError } from '../errors';
import { unknownRelease } from '../release/current';
import type { ReleaseInfo } from '../release/types';
import type { SnapshotHead, Transaction } from './schema';

/** The list of releases. */
export async function readList(tx: Transaction): Promise<readonly ReleaseInfo[]> {
  return (await tx.objectStore('state').get('releases')) ?? [];
}

/**
 * The dataset of a snapshot.
 *
 * @throws StoreError `UNKNOWN_RELEASE` if it was dropped by now, `CORRUPT` if not all of it is there.
 */
export async function readSnapshot(tx: Transaction, id: string): Promise<Dataset> {
  const list = await readList(tx);
  if (!list.some((release) => release.id === id)) throw unknownRelease(`There is no snapshot "${id}"`);
  const [first, ...columns] = await tx.objectStore('snapshots').getAll(partsOf(id));
  const head = first as SnapshotHead | undefined;
  if (!head || columns.length !== head.fields.columns + head.native.columns) {
    throw new StoreError({
      code: 'CORRUPT',
      message: `Parts of snapshot "${id}" are missing`,
      advice: 'Delete the database and publish the weeks again.',
    });
  }
  const { asOf, month, provenance, marks, fields, native } = head;
  return {
    asOf,
    month,
    schema: defineSchema(head.schema),
    nativeSchema: defineSchema(head.nativeSchema),
    fields: columnTable(fields.rowCount, columns.slice(0, fields.columns) as Column[]),
    native: columnTable(native.rowCount, columns.slice(fields.columns) as Column[]),
    origins: null,
    provenance,
    marks,
  };
}

/** The keys of a snapshot's parts. */
export function partsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
