import type { Dataset, Row } from '@stock-analyzer/schema';
import { compareDatasets, type WeekChanges } from './changes';
import type {
  EditResult,
  HistoryOptions,
  ReleaseEvent,
  ReleaseOptions,
  StageOptions,
  Store,
  StoreCapabilities,
} from './contract';
import { type EditedDataset, removeCompanies, upsertCompanies } from './dataset/edit';
import { prepareDataset } from './dataset/prepare';
import { releaseIdOf } from './dataset/release-id';
import { StoreError } from './errors';
import type { AggregateRequest, Aggregation } from './query/aggregate';
import type { Query, QueryResult } from './query/language';
import { cursorSnapshot } from './query/parse';
import { checkDates, chooseSnapshot, releasedWeeks, unknownRelease } from './release/choose';
import { ofCategory } from './release/history';
import { Listeners } from './release/listeners';
import { alreadyReleased, moveRelease, refuseOlder, refuseStale, releaseConflict } from './release/move';
import type { CompanyAt, ReleaseInfo, SnapshotChoice } from './release/types';
import type { SearchHit, SearchOptions } from './search/hit';
import { Snapshot } from './snapshot/snapshot';

/** How many loaded snapshots a store keeps for the next question. */
const LOADED = 3;
/** How often an edit starts again when another writer was faster. */
const TRIES = 8;

/**
 * A whole {@link Store} for an adapter that can keep a list of releases and a dataset for each: the adapter writes
 * the four `protected abstract` methods, and overrides what its engine answers better. The rules (what may be
 * released, which week a date means, what a query says) live here and in the functions this calls, once for all.
 */
export abstract class AbstractStore implements Store {
  abstract readonly capabilities: StoreCapabilities;
  readonly #loaded = new Map<string, Promise<Snapshot>>();
  readonly #listeners = new Listeners();
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
    return (await this.releases()).find(({ current }) => current) ?? null;
  }

  async companies(choice: SnapshotChoice = {}): Promise<Dataset> {
    return (await this.snapshot(choice)).dataset;
  }

  async snapshot(choice: SnapshotChoice = {}): Promise<Snapshot> {
    return this.#load(chooseSnapshot(await this.releases(), choice));
  }

  async get(ticker: string, choice: SnapshotChoice = {}): Promise<CompanyAt | undefined> {
    return (await this.snapshot(choice)).get(ticker);
  }

  async history(ticker: string, options: HistoryOptions = {}): Promise<CompanyAt[]> {
    checkDates(options);
    const { from = '', to = '9999-12-31', knownAt } = options;
    const found: CompanyAt[] = [];
    for (const week of releasedWeeks(await this.releases(), knownAt)) {
      if (week.asOf < from || week.asOf > to) continue;
      const snapshot = await this.#load(week);
      const company = snapshot.get(ticker);
      if (company) found.push(ofCategory(company, options.category, snapshot.dataset));
    }
    return found;
  }

  async query(query: Query = {}): Promise<QueryResult> {
    const releaseId = cursorSnapshot(query);
    return (await this.snapshot(releaseId === undefined ? query : { releaseId })).query(query);
  }

  async aggregate(request: AggregateRequest): Promise<Aggregation> {
    return (await this.snapshot(request)).aggregate(request);
  }

  async search(text: string, options: SearchOptions = {}): Promise<SearchHit[]> {
    return (await this.snapshot(options)).search(text, options);
  }

  async changes(between: { from?: SnapshotChoice; to?: SnapshotChoice } = {}): Promise<WeekChanges> {
    const releases = await this.releases();
    const to = chooseSnapshot(releases, between.to ?? {});
    const from = between.from
      ? chooseSnapshot(releases, between.from)
      : releasedWeeks(releases).findLast(({ asOf }) => asOf < to.asOf);
    if (!from) throw unknownRelease(`There is no week before ${to.asOf}`);
    const [before, after] = [await this.#load(from), await this.#load(to)];
    return { from: before.info, to: after.info, ...compareDatasets(before.dataset, after.dataset) };
  }

  subscribe(listener: (event: ReleaseEvent) => void): () => void {
    this.refuseClosed();
    return this.#listeners.add(
      listener,
      () => this.currentRelease(),
      (heard) => this.watch?.(heard),
    );
  }

  async stage(dataset: Dataset, options: StageOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    const { dataset: prepared } = prepareDataset(dataset);
    const { asOf, month, fields } = prepared;
    const id = options.releaseId ?? releaseIdOf(prepared);
    const found = (await this.releases()).find((release) => release.id === id);
    if (found) {
      // The same id again is the same work again, unless what is there tells otherwise.
      if (releaseIdOf(await this.companies({ releaseId: id })) === releaseIdOf(prepared)) return false;
      throw releaseConflict(found);
    }
    const stagedAt = options.stagedAt ?? new Date().toISOString();
    const info = { id, asOf, month, companies: fields.rowCount, stagedAt, releasedAt: null, current: false };
    return this.addSnapshot(info, prepared);
  }

  async release(releaseId: string, options: ReleaseOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    const moved = await this.updateReleases((releases) => moveRelease(releases, releaseId, options));
    if (moved) await this.#listeners.announce(() => this.currentRelease());
    return moved;
  }

  async publish(dataset: Dataset, options: StageOptions & ReleaseOptions = {}): Promise<boolean> {
    this.refuseReadOnly();
    const current = await this.currentRelease();
    refuseStale(current, options);
    refuseOlder(current, dataset.asOf, options);
    const releaseId = options.releaseId ?? releaseIdOf(prepareDataset(dataset).dataset);
    const staged = await this.stage(dataset, { ...options, releaseId });
    const released = await this.release(releaseId, options);
    return staged || released;
  }

  async discard(releaseId: string): Promise<boolean> {
    this.refuseReadOnly();
    const discarded = await this.updateReleases((releases) => {
      const found = releases.find(({ id }) => id === releaseId);
      if (!found) return null;
      if (found.releasedAt !== null) throw alreadyReleased(releaseId);
      return releases.filter((release) => release !== found);
    });
    if (discarded) this.#loaded.clear();
    return discarded;
  }

  async upsert(rows: readonly Row[]): Promise<EditResult> {
    return this.#edit((dataset) => upsertCompanies(dataset, rows));
  }

  async remove(tickers: readonly string[]): Promise<EditResult> {
    return this.#edit((dataset) => removeCompanies(dataset, tickers));
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
    throw new StoreError({ code: 'CLOSED', message: 'The store was closed', advice: 'Open it again.' });
  }

  /** @throws StoreError `NOT_SUPPORTED`, `CLOSED`. */
  protected refuseReadOnly(): void {
    this.refuseClosed();
    if (this.capabilities.writes) return;
    throw new StoreError({
      code: 'NOT_SUPPORTED',
      message: 'This store can only be read',
      advice: 'Publish to the place that its files are made from.',
    });
  }

  /** The current week with an edit, as a release beside it; again from the start when another writer was faster. */
  async #edit(edit: (dataset: Dataset) => EditedDataset): Promise<EditResult> {
    this.refuseReadOnly();
    for (let tried = 1; ; tried++) {
      const release = chooseSnapshot(await this.releases(), {});
      const { dataset, companies } = edit(await this.companies({ releaseId: release.id }));
      if (companies === 0) return { release, companies };
      try {
        await this.publish(dataset, { ifCurrent: release.id });
        return { release: (await this.currentRelease())!, companies };
      } catch (error) {
        if (tried === TRIES || !(error instanceof StoreError && error.code === 'STALE_RELEASE')) throw error;
        await this.#discardStaged(dataset);
      }
    }
  }

  /** An edit that was overtaken leaves nothing behind. */
  async #discardStaged(dataset: Dataset): Promise<void> {
    const id = releaseIdOf(prepareDataset(dataset).dataset);
    const found = (await this.releases()).find((release) => release.id === id);
    if (found?.releasedAt === null) await this.discard(id);
  }

  /** The snapshot of a release, from memory if it was asked for lately. */
  #load(release: ReleaseInfo): Promise<Snapshot> {
    const { releasedAt: _, current: __, ...info } = release;
    // The id alone would not do: what was discarded may be staged anew with other companies.
    const key = JSON.stringify([release.id, release.asOf, release.companies, release.stagedAt]);
    let loading = this.#loaded.get(key);
    if (loading) this.#loaded.delete(key);
    else {
      loading = this.readDataset(release).then((dataset) => new Snapshot(info, dataset));
      // What failed is not kept: the next question tries again.
      loading.catch(() => this.#loaded.delete(key));
      if (this.#loaded.size >= LOADED) this.#loaded.delete(this.#loaded.keys().next().value!);
    }
    this.#loaded.set(key, loading);
    return loading;
  }
}
