import type { Column, Dataset, Schema } from '@stock-analyzer/schema';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { ReleaseInfo } from '../release/types';

/** Of the database; a change that older code could not read raises it and adds a step to upgrade.ts. */
export const VERSION = 2;

/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What the database holds. */
export interface StockDb extends DBSchema {
  /** One record: the list of releases, which says what there is to read and which is current. */
  state: { key: 'releases'; value: readonly ReleaseInfo[] };
  /** A snapshot's head under [release id, 0], its columns under [release id, 1] and on. */
  snapshots: { key: [string, number]; value: SnapshotHead | Column };
  preferences: { key: string; value: JsonValue };
}

/** What a snapshot has beside its columns. */
export interface SnapshotHead extends Pick<Dataset, 'asOf' | 'month' | 'provenance' | 'marks'> {
  readonly schema: SchemaParts;
  readonly nativeSchema: SchemaParts;
  readonly fields: TableShape;
  readonly native: TableShape;
}

/** A schema without what is derived from it. */
export type SchemaParts = Pick<Schema, 'id' | 'version' | 'fields'>;

/** How many of the columns are a table's. */
export interface TableShape {
  readonly rowCount: number;
  readonly columns: number;
}

export type StoreName = 'state' | 'snapshots' | 'preferences';
export type Database = IDBPDatabase<StockDb>;
/** A transaction; only one that was begun for writing takes writes. */
export type Transaction = IDBPTransaction<StockDb, StoreName[], 'readwrite'>;
