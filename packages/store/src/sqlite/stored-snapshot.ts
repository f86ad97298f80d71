import type { Dataset, Schema } from '@stock-analyzer/schema';
import { type FieldCatalogue, fieldCatalogue } from '../query/fields';
import { recent } from '../recent';
import { unknownRelease } from '../release/current';
import type { ReleaseInfo, SnapshotInfo } from '../release/types';
import type { SearchIndex } from '../search/search-index';
import { all, type Connection, type SqlValue } from '../sql/connection';
import { SnapshotColumns } from '../sql/snapshot-columns';
import { parseSchema } from './schema';

/** What the tables say of a snapshot as a whole, and what was made of it for the questions so far. */
export interface StoredSnapshot {
  /** Its number in the tables. */
  readonly id: number;
  readonly info: SnapshotInfo;
  readonly schema: Schema;
  readonly nativeSchema: Schema;
  readonly provenance: Dataset['provenance'];
  /** Canonical fields in the order of rows. */
  readonly fieldNames: readonly string[];
  readonly nativeNames: readonly string[];
  /** The place of a field's value among a company's JSON cells, for fields that have no column. */
  readonly cellOf: ReadonlyMap<string, number>;
  readonly catalogue: FieldCatalogue;
  readonly columns: SnapshotColumns;
  /** By field: its texts, each once. */
  readonly texts: Map<string, readonly string[]>;
  /** The ranking index, and the company of each of its documents. */
  search: { readonly index: SearchIndex; readonly companies: readonly SqlValue[] } | undefined;
}

/** How many snapshots are kept for the next question. */
const KEPT = 4;

/** Remembers what the tables say of snapshots: a stored one never changes. */
export class StoredSnapshots {
  readonly #kept = new Map<string, StoredSnapshot>();
  /** One schema serves most weeks. */
  readonly #schemas = new Map<string, Schema>();

  /** @throws StoreError `UNKNOWN_RELEASE` if it was discarded in between. */
  of(db: Connection, release: ReleaseInfo): StoredSnapshot {
    const [found] = all(db, 'SELECT id FROM snapshots WHERE release_id = ?', [release.id]);
    if (!found) throw unknownRelease(`There is no snapshot "${release.id}"`);
    const key = [found[0], release.stagedAt, release.id].join();
    return recent(this.#kept, KEPT, key, () => this.#read(db, Number(found[0]), release));
  }

  /** Snapshots were deleted, and their numbers may be given anew. */
  forget(): void {
    this.#kept.clear();
  }

  #read(db: Connection, id: number, release: ReleaseInfo): StoredSnapshot {
    const [row] = all(
      db,
      `SELECT field_names, field_schema, native_schema,
         source_file, source_sha256, source_bytes, profile, source_modified_at FROM snapshots WHERE id = ?`,
      [id],
    );
    const [names, schemaText, nativeText, file, sha256, bytes, profile, modifiedAt] = row!;
    const fieldNames: string[] = JSON.parse(String(names));
    const schema = this.#schema(String(schemaText));
    const nativeSchema = this.#schema(String(nativeText));
    const cells = all(db, 'SELECT name FROM native_fields WHERE snapshot_id = ? ORDER BY position', [id]);
    const cellOf = new Map(cells.map(([name], index) => [String(name), index]));
    const canonical = new Set(fieldNames);
    const nativeNames = [...cellOf.keys()].filter((name) => !canonical.has(name));
    const { id: releaseId, asOf, month, companies, stagedAt } = release;
    return {
      id,
      info: { id: releaseId, asOf, month, companies, stagedAt },
      schema,
      nativeSchema,
      provenance: { file, sha256, bytes, profile, modifiedAt } as Dataset['provenance'],
      fieldNames,
      nativeNames,
      cellOf,
      catalogue: fieldCatalogue(schema, nativeSchema, [...fieldNames, ...nativeNames]),
      columns: new SnapshotColumns(schema, fieldNames),
      texts: new Map(),
      search: undefined,
    };
  }

  #schema(text: string): Schema {
    const known = this.#schemas.get(text) ?? parseSchema(text);
    this.#schemas.set(text, known);
    return known;
  }
}
