import type { Dataset, Row } from '@stock-analyzer/schema';
import type { WeekChanges } from './changes';
import type { AggregateRequest, Aggregation } from './query/aggregate';
import type { Query, QueryResult } from './query/language';
import type { CompanyAt, ReleaseInfo, SnapshotChoice } from './release/types';
import type { SearchHit, SearchOptions } from './search/hit';
import type { Snapshot } from './snapshot/snapshot';

/** What {@link Store.stage} takes beside the dataset. */
export interface StageOptions {
  /**
   * Names the snapshot for good: the same id always means the same dataset. Default: {@link releaseIdOf} the
   * dataset, so that equal datasets have equal ids.
   */
  readonly releaseId?: string;
  /** ISO 8601 instant. Default: now. */
  readonly stagedAt?: string;
}

/** What {@link Store.release} takes beside the id. */
export interface ReleaseOptions {
  /** Record the week as history and leave the current release where it is. Default false. */
  readonly asHistory?: boolean;
  /** Let an older week replace a newer one, as when a release is taken back. Default false. */
  readonly allowOlder?: boolean;
  /** ISO 8601 instant, unless it was released before. Default: now. */
  readonly releasedAt?: string;
  /** Release only if this is still the current release (null: none is); else `STALE_RELEASE`. */
  readonly ifCurrent?: string | null;
}

/** Dates from and to which history is wanted, `YYYY-MM-DD`, both inclusive; a missing one is open. */
export interface HistoryOptions {
  readonly from?: string;
  readonly to?: string;
  /** As in {@link SnapshotChoice}. */
  readonly knownAt?: string;
  /** Only the fields of one category, and the ticker. `native` gives the source's own fields. */
  readonly category?: string;
}

/** What {@link Store.upsert} and {@link Store.remove} did. */
export interface EditResult {
  /** The release that readers see now. */
  readonly release: ReleaseInfo;
  /** How many companies were added, changed or removed; 0 means that no new release was made. */
  readonly companies: number;
}

/** What a listener of {@link Store.subscribe} is told: another release is current. */
export interface ReleaseEvent {
  readonly release: ReleaseInfo;
  /** The release before it, as far as this store had seen it; null for the first. */
  readonly previous: string | null;
}

/** What an adapter can do. The conformance suite proves each promise, and that what is missing is refused. */
export interface StoreCapabilities {
  /** Takes `stage`, `release`, `publish`, `discard`, `upsert` and `remove`; else they fail with `NOT_SUPPORTED`. */
  readonly writes: boolean;
  /** Keeps weeks before the current one. */
  readonly history: boolean;
  /** What was published is there when the place is opened again. */
  readonly persistent: boolean;
  /** Who hears of a release made elsewhere: nobody, other tabs of the browser, or any process. */
  readonly announces: 'nobody' | 'tabs' | 'processes';
}

/**
 * A place where weekly snapshots live, and the questions that can be asked of it. A snapshot is written whole
 * and never changes; releasing one is a separate, small step, so readers see the old week or the new one and
 * never a mix. The same question gives the same answer on every adapter.
 */
export interface Store {
  readonly capabilities: StoreCapabilities;
  /** The release that readers see now; null before the first. */
  currentRelease(): Promise<ReleaseInfo | null>;
  /** Every snapshot, the staged ones too, by date; of one date in the order of staging. */
  releases(): Promise<ReleaseInfo[]>;
  /**
   * The companies of a snapshot as they went in: canonical and native fields, why values are missing, and
   * quality marks. What only the source file can tell (cell addresses, number formats) is not stored.
   *
   * @throws StoreError `UNKNOWN_RELEASE`, or of the engine.
   */
  companies(choice?: SnapshotChoice): Promise<Dataset>;
  /**
   * A snapshot loaded into memory, which answers synchronously.
   *
   * @throws StoreError `UNKNOWN_RELEASE`, or of the engine.
   */
  snapshot(choice?: SnapshotChoice): Promise<Snapshot>;
  /** One company of a snapshot; undefined if the snapshot has none of that ticker. @throws as companies. */
  get(ticker: string, choice?: SnapshotChoice): Promise<CompanyAt | undefined>;
  /**
   * One company through the released weeks, oldest first, each date once: of several releases of one date
   * the current one counts, else the latest.
   */
  history(ticker: string, options?: HistoryOptions): Promise<CompanyAt[]>;
  /**
   * Filters, sorts, pages and projects.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`, `INVALID_CURSOR`, `UNKNOWN_RELEASE`, or of the engine.
   */
  query(query?: Query): Promise<QueryResult>;
  /** Figures of fields over all companies or by group. @throws as query. */
  aggregate(request: AggregateRequest): Promise<Aggregation>;
  /** Companies by ticker, name or industry, the best first. @throws as query. */
  search(text: string, options?: SearchOptions): Promise<SearchHit[]>;
  /** What changed between two weeks. Default: from the week before the current one to the current one. */
  changes(between?: { readonly from?: SnapshotChoice; readonly to?: SnapshotChoice }): Promise<WeekChanges>;
  /**
   * Calls the listener whenever another release is current, wherever it was made, as far as
   * {@link StoreCapabilities.announces} reaches. A listener that throws does not disturb the others.
   *
   * @returns a function that ends it.
   */
  subscribe(listener: (event: ReleaseEvent) => void): () => void;
  /**
   * Writes a whole snapshot without showing it. All or nothing: a process killed in the middle leaves no
   * trace. Staging the same release id again changes nothing.
   *
   * @returns false if the snapshot was there already.
   * @throws StoreError `INVALID_DATASET`, `SCHEMA_MISMATCH`, `RELEASE_CONFLICT`, or of the engine.
   */
  stage(dataset: Dataset, options?: StageOptions): Promise<boolean>;
  /**
   * Makes a staged snapshot the current release, in one small step.
   *
   * @returns false if nothing had to change.
   * @throws StoreError `UNKNOWN_RELEASE`; `OLDER_WEEK` if a newer week is current and neither `asHistory` nor
   * `allowOlder` is given; `STALE_RELEASE`; or of the engine.
   */
  release(releaseId: string, options?: ReleaseOptions): Promise<boolean>;
  /**
   * {@link Store.stage} and {@link Store.release}; an older week is refused before it is written. Publishing
   * the current release again changes nothing; a restated week is kept beside the first.
   */
  publish(dataset: Dataset, options?: StageOptions & ReleaseOptions): Promise<boolean>;
  /**
   * Takes a snapshot away that was never released.
   *
   * @returns false if there is none of that id.
   * @throws StoreError `ALREADY_RELEASED`, or of the engine.
   */
  discard(releaseId: string): Promise<boolean>;
  /**
   * Adds companies to the current week, or changes the given fields of those it has, as a restatement of the
   * week: what was there stays in history. A changed value loses its quality mark. Values by display name,
   * native fields among them.
   *
   * @throws StoreError `UNKNOWN_RELEASE` before the first release, `UNKNOWN_FIELD`, `INVALID_DATASET`, or of
   * the engine.
   */
  upsert(rows: readonly Row[]): Promise<EditResult>;
  /** Takes companies out of the current week, as a restatement. Tickers that it does not have count as 0. */
  remove(tickers: readonly string[]): Promise<EditResult>;
  /** Ends the use of the store; every later call fails with `CLOSED`. */
  close(): Promise<void>;
}
