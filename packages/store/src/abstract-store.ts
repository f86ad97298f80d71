import type { Dataset, Row } from '@stock-analyzer/schema';
import type { WeekChanges } from './changes';
import type {
  EditResult,
  HistoryOptions,
  ReleaseEvent,
  ReleaseOptions,
  StageOptions,
  Store,
  StoreCapabilities,
} from './contract';
import type { EditedDataset } from './dataset/edit';
import { prepareDataset } from './dataset/prepare';
import { releaseIdOf } from './dataset/release-id';
import { storeError } from './errors';
import { type Later, loadLater } from './load-later';
import type { AggregateRequest, Aggregation } from './query/aggregate';
import type { Query, QueryResult } from './query/language';
import { cursorSnapshot } from './query/parse';
import { recent } from './recent';
import { currentOf, findRelease } from './release/current';
import { Listeners } from './release/listeners';
import { moveRelease, refuseOlder, refuseStale } from './release/move';
import type { CompanyAt, ReleaseInfo, SnapshotChoice } from './release/types';
import type { SearchHit, SearchOptions } from './search/hit';
import type { Snapshot } from './snapshot/snapshot';
import { SnapshotTable } from './snapshot/table';

/** How many loaded snapshots a store keeps for the next question. */
const LOADED = 3;

/**
 * A whole {@link Store} for an adapter that can keep a list of releases and a dataset for each: the adapter writes
 * the four `protected abstract` methods, and overrides what its engine answers better. The rules (what may be
 * released, which week a date means, what a query says) live here and in the functions this calls, once for all.
 */
export abstract class AbstractStore implements Store {
  abstract readonly capabilities: StoreCapabilities;
  readonly #loaded = new Map<string, Promise<SnapshotTable>>();
  readonly #listeners = new Listeners(
    () => this.currentRelease(),
    (heard) => this.watch?.(heard),
  );
  #closed = false;

  /** Every snapshot, by date; of one date in the order of staging. */
  protected abstract readReleases(): Promise<readonly ReleaseInfo[]>;
  /** The dataset of a snapshot that is in the list. */
  protected abstract readDataset(release: ReleaseInfo): Promise<Dataset>;
  /**
   * Writes a prepared dataset and its entry in the list, all or nothing.
   *
   * @returns false, and nothing is written, if the list has an entry of that id by now.
   */
  protected abstract addSnapshot(release: ReleaseInfo, dataset: Dataset): Promise<boolean>;
  /**
   * Reads the list, and writes what `change` makes of it (null: nothing), as one step that no other writer can
   * come between. Snapshots that the new list lacks are deleted with it.
   *
   * @returns whether anything was written.
   */
  protected abstract updateReleases(
    change: (releases: readonly ReleaseInfo[]) => readonly ReleaseInfo[] | null,
  ): Promise<boolean>;
  /** Begins to call `heard` when another writer may have released something; gives what ends it. */
  protected watch?(heard: () => void): () => void;
  /** Lets go of whatever the adapter holds. */
  protected end?(): Promise<void>;

  async releases(): Promise<ReleaseInfo[]> {
    this.refuseClosed();
    const releases = await this.readReleases();
    return [...releases];
  }

  async currentRelease(): Promise<ReleaseInfo | null> {
    return currentOf(await this.releases());
  }

  async companies(choice: SnapshotChoice = {}): Promise<Dataset> {
    return (await this.tableOf(choice)).dataset;
  }

  async snapshot(choice: SnapshotChoice = {}): Promise<Snapshot> {
    const [table, { snapshotOf }] = await Promise.all([this.tableOf(choice), loadLater()]);
    return snapshotOf(table);
  }

  async get(ticker: string, choice: SnapshotChoice = {}): Promise<CompanyAt | undefined> {
    return (await this.tableOf(choice)).get(ticker);
  }

  async history(ticker: string, options: HistoryOptions = {}): Promise<CompanyAt[]> {
    const releases = await this.releases();
    return (await loadLater()).readHistory(releases, ticker, options, (week) => this.load(week));
  }

  async query(query: Query = {}): Promise<QueryResult> {
    const releaseId = cursorSnapshot(query);
    return (await this.tableOf(releaseId === undefined ? query : { releaseId })).query(query);
  }

  async aggregate(request: AggregateRequest): Promise<Aggregation> {
    return (await this.snapshot(request)).aggregate(request);
  }

  async search(text: string, options: SearchOptions = {}): Promise<SearchHit[]> {
    return (await this.snapshot(options)).search(text, options);
  }

  async changes(between: { from?: SnapshotChoice; to?: SnapshotChoice } = {}): Promise<WeekChanges> {
    const releases = await this.releases();
    return (await loadLater()).compareWeeks(releases, between, (week) => this.load(week));
  }

  subscribe(listener: (event: ReleaseEvent) => void): () => void {
    this.refuseClosed();
    return this.#listeners.add(listener);
  }

  async stage(dataset: Dataset, options: StageOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    return (await this.#stage(dataset, options)).staged;
  }

  async release(releaseId: string, options: ReleaseOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    const moved = await this.updateReleases((releases) => moveRelease(releases, releaseId, options));
    if (moved) await this.#listeners.announce();
    return moved;
  }

  async publish(dataset: Dataset, options: StageOptions & ReleaseOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    const current = await this.currentRelease();
    refuseStale(current, options);
    refuseOlder(current, dataset.asOf, options);
    const { id, staged } = await this.#stage(dataset, options);
    const released = await this.release(id, options);
    return staged || released;
  }

  async discard(releaseId: string): Promise<boolean> {
    this.refuseReadOnly();
    const { withoutSnapshot } = await loadLater();
    const discarded = await this.updateReleases((releases) => withoutSnapshot(releases, releaseId));
    if (discarded) this.#loaded.clear();
    return discarded;
  }

  async upsert(rows: readonly Row[]): Promise<EditResult> {
    return this.#edit(({ upsertCompanies }, dataset) => upsertCompanies(dataset, rows));
  }

  async remove(tickers: readonly string[]): Promise<EditResult> {
    return this.#edit(({ removeCompanies }, dataset) => removeCompanies(dataset, tickers));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#listeners.clear();
    this.#loaded.clear();
    await this.end?.();
  }

  /** @throws StoreError `CLOSED`. */
  protected refuseClosed(): void {
    if (!this.#closed) return;
    throw storeError('CLOSED', 'The store was closed', 'Open it again.');
  }

  /** @throws StoreError `NOT_SUPPORTED`, `CLOSED`. */
  protected refuseReadOnly(): void {
    this.refuseClosed();
    if (this.capabilities.writes) return;
    throw storeError('NOT_SUPPORTED', 'This store can only be read', 'Publish where its files are made.');
  }

  async #edit(edit: (later: Later, dataset: Dataset) => EditedDataset): Promise<EditResult> {
    this.refuseReadOnly();
    const later = await loadLater();
    return later.editWeek(this, (dataset) => edit(later, dataset));
  }

  async #stage(dataset: Dataset, options: StageOptions): Promise<{ id: string; staged: boolean }> {
    const prepared = prepareDataset(dataset);
    const { releaseId: id = releaseIdOf(prepared), stagedAt = new Date().toISOString() } = options;
    const found = (await this.releases()).find((release) => release.id === id);
    if (found) {
      // The same id again is the same work again, unless what is there tells otherwise.
      if (releaseIdOf(await this.companies({ releaseId: id })) === releaseIdOf(prepared))
        return { id, staged: false };
      throw (await loadLater()).releaseConflict(found);
    }
    const { asOf, month, fields } = prepared;
    const info = { id, asOf, month, companies: fields.rowCount, stagedAt, releasedAt: null, current: false };
    return { id, staged: await this.addSnapshot(info, prepared) };
  }

  /** The snapshot that a choice means. */
  protected async tableOf(choice: SnapshotChoice): Promise<SnapshotTable> {
    const { releaseId, asOf, knownAt } = choice;
    const releases = await this.releases();
    return this.load(
      releaseId !== undefined || (asOf === undefined && knownAt === undefined)
        ? findRelease(releases, releaseId)
        : (await loadLater()).chooseSnapshot(releases, choice),
    );
  }

  /** The snapshot of a release, from memory if it was asked for lately. */
  protected load(release: ReleaseInfo): Promise<SnapshotTable> {
    const { releasedAt: _, current: __, ...info } = release;
    // The id alone would not do: what was discarded may be staged anew with other companies.
    const key = JSON.stringify(info);
    return recent(this.#loaded, LOADED, key, () => {
      const loading = this.readDataset(release).then((dataset) => new SnapshotTable(info, dataset));
      // What failed is not kept: the next question tries again.
      loading.catch(() => this.#loaded.delete(key));
      return loading;
    });
  }
}
