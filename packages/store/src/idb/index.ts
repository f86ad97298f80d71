import type { Dataset } from '@stock-analyzer/schema';
import { AbstractStore } from '../abstract-store';
import type { Store, StoreCapabilities } from '../contract';
import { keepNewestWeeks } from '../release/keep-weeks';
import type { ReleaseInfo } from '../release/types';
import { Connection, type ConnectionOptions } from './connect';
import { weekOfRows } from './first-version';
import { readList, readSnapshot } from './read';
import { Tabs } from './tabs';
import type { UpgradedDatabase } from './upgrade';
import { writeList, writeSnapshot } from './write';

export type { ConnectionOptions } from './connect';
export { openPreferences, type PreferenceEvent, type Preferences } from './preferences';
export type { JsonValue } from './schema';
export { persistStorage, type StorageStatus, storageStatus } from './storage';
export type { UpgradedDatabase } from './upgrade';

/** What {@link openIdbStore} may be told. */
export interface IdbStoreOptions extends ConnectionOptions {
  /** How many weeks are kept: a release deletes older ones, but never the current one. Default: all. */
  readonly keepWeeks?: number;
}

/**
 * Opens an IndexedDB database of the browser as a store of weekly snapshots, and makes it if there is none. Needs the
 * package `idb`. It works offline, and what one tab publishes the others hear of.
 *
 * A database of the older page (version 1, one row a company) is upgraded in place, in one step: its rows become the
 * current release, of the latest date that a column is named by (`45933` is 2025-10-03), else of 1970-01-01; fields
 * that the schema does not know become native fields; units stay as they are. See {@link IdbStore.upgraded}.
 *
 * @throws StoreError `CANNOT_OPEN` (no browser, or one that forbids it), `NOT_A_STORE`,
 * `NEWER_FORMAT`, `BUSY` (another tab does not let go), `FULL`, `ENGINE`.
 * @example
 * ```ts
 * // no-run: needs a browser
 * import type { Dataset } from '@stock-analyzer/schema';
 * import { openIdbStore } from '@stock-analyzer/store/idb';
 *
 * async function keepOffline(week: Dataset) {
 *   const store = await openIdbStore({ keepWeeks: 13 });
 *   store.subscribe(({ release }) => console.log(`The week of ${release.asOf} is there`));
 *   await store.publish(week);
 *   return store.query({ filter: { 'ROE (Fwd)': { $gt: 15 } }, sort: { field: 'ROE (Fwd)', order: 'desc' } });
 * }
 * ```
 */
export async function openIdbStore(options: IdbStoreOptions = {}): Promise<IdbStore> {
  const connection = new Connection(options, weekOfRows);
  await connection.open();
  return new ConnectedStore(connection, options.keepWeeks);
}

/** A store in the browser, made by {@link openIdbStore}. */
export interface IdbStore extends Store {
  /** Name of the database. */
  readonly name: string;
  /** What became of an older version's database, if opening this store upgraded one. */
  readonly upgraded: UpgradedDatabase | null;
}

class ConnectedStore extends AbstractStore implements IdbStore {
  readonly capabilities: StoreCapabilities = {
    writes: true,
    history: true,
    persistent: true,
    announces: 'tabs',
  };
  readonly #connection: Connection;
  readonly #tabs: Tabs;
  readonly #keepWeeks: number;

  constructor(connection: Connection, keepWeeks = Number.POSITIVE_INFINITY) {
    super();
    this.#connection = connection;
    this.#tabs = new Tabs(connection.name);
    this.#keepWeeks = keepWeeks;
  }

  get name(): string {
    return this.#connection.name;
  }

  get upgraded(): UpgradedDatabase | null {
    return this.#connection.upgraded;
  }

  protected readReleases(): Promise<readonly ReleaseInfo[]> {
    return this.#connection.read(['state'], readList);
  }

  protected readDataset({ id }: ReleaseInfo): Promise<Dataset> {
    return this.#connection.read(['state', 'snapshots'], (tx) => readSnapshot(tx, id));
  }

  protected addSnapshot(release: ReleaseInfo, dataset: Dataset): Promise<boolean> {
    return this.#connection.write(['state', 'snapshots'], (tx) => writeSnapshot(tx, release, dataset));
  }

  protected async updateReleases(
    change: (releases: readonly ReleaseInfo[]) => readonly ReleaseInfo[] | null,
  ): Promise<boolean> {
    const written = await this.#connection.write(['state', 'snapshots'], async (tx) => {
      const before = await readList(tx);
      const after = change(before);
      if (!after) return false;
      await writeList(tx, before, keepNewestWeeks(after, this.#keepWeeks));
      return true;
    });
    if (written) this.#tabs.tell({ about: 'release' });
    return written;
  }

  protected override watch(heard: () => void): () => void {
    return this.#tabs.listen(({ about }) => {
      if (about === 'release') heard();
    });
  }

  protected override async end(): Promise<void> {
    this.#tabs.close();
    this.#connection.close();
  }
}
