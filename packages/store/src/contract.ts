import type { Company, Dataset } from '@stock-analyzer/schema';

/** What {@link SnapshotStore.stage} takes beside the dataset. */
export interface StageOptions {
  /** Names the snapshot for good: the same id always means the same dataset. */
  readonly releaseId: string;
  /** ISO 8601 instant. Default: now. */
  readonly stagedAt?: string;
}

/** What {@link SnapshotStore.release} takes beside the id. */
export interface ReleaseOptions {
  /** Record the week as history and leave the current release where it is. Default false. */
  readonly asHistory?: boolean;
  /** Let an older week replace a newer one, as when a release is taken back. Default false. */
  readonly allowOlder?: boolean;
  /** ISO 8601 instant. Default: now. */
  readonly releasedAt?: string;
}

/** One snapshot in the list of {@link SnapshotStore.releases}. */
export interface ReleaseInfo {
  readonly id: string;
  /** As-of date of the week, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** As-of month of the fields whose name holds one, for example `Oct-25`. */
  readonly month: string | null;
  /** How many companies it has. */
  readonly companies: number;
  readonly stagedAt: string;
  /** Null while it is only staged. */
  readonly releasedAt: string | null;
  /** Whether this is the release that readers see now. */
  readonly current: boolean;
}

/**
 * Which snapshot to read: by its id, or the released week that held on a date (the last one not after it).
 * Neither: the current release.
 */
export interface SnapshotChoice {
  readonly releaseId?: string;
  /** `YYYY-MM-DD`. */
  readonly asOf?: string;
}

/** Dates from and to which history is wanted, `YYYY-MM-DD`, both inclusive; a missing one is open. */
export interface DateSpan {
  readonly from?: string;
  readonly to?: string;
}

/** One company at one date. */
export interface CompanyAt extends Company {
  readonly releaseId: string;
  readonly asOf: string;
  readonly month: string | null;
}

/**
 * A place where weekly snapshots live. A snapshot is written whole and never changes; releasing one is a
 * separate, small step, so readers see the old week or the new one and never a mix.
 */
export interface SnapshotStore {
  /**
   * Writes a whole snapshot without showing it. All or nothing: a process killed in the middle leaves no
   * trace. Staging the same release id again changes nothing.
   *
   * @returns false if the snapshot was there already.
   * @throws StoreError `INVALID_DATASET`, `SCHEMA_MISMATCH`, `RELEASE_CONFLICT`, or of the engine.
   */
  stage(dataset: Dataset, options: StageOptions): Promise<boolean>;
  /**
   * Makes a staged snapshot the current release, in one small step.
   *
   * @returns false if nothing had to change.
   * @throws StoreError `UNKNOWN_RELEASE`; `OLDER_WEEK` if a newer week is current and neither `asHistory` nor
   * `allowOlder` is given; or of the engine.
   */
  release(releaseId: string, options?: ReleaseOptions): Promise<boolean>;
  /** {@link SnapshotStore.stage} and {@link SnapshotStore.release}; an older week is refused before it is written. */
  publish(dataset: Dataset, options: StageOptions & ReleaseOptions): Promise<boolean>;
  /**
   * Takes a snapshot away that was never released.
   *
   * @returns false if there is none of that id.
   * @throws StoreError `ALREADY_RELEASED`, or of the engine.
   */
  discard(releaseId: string): Promise<boolean>;
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
  /** One company of a snapshot; undefined if the snapshot has none of that ticker. @throws as companies. */
  get(ticker: string, choice?: SnapshotChoice): Promise<CompanyAt | undefined>;
  /**
   * One company through the released weeks, oldest first, each date once: of several releases of one date
   * the current one counts, else the latest.
   */
  history(ticker: string, span?: DateSpan): Promise<CompanyAt[]>;
  /** Ends the use of the store; every later call fails with `CLOSED`. */
  close(): Promise<void>;
}
