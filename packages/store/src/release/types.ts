import type { Company, QualityMark } from '@stock-analyzer/schema';

/** What a snapshot is, for good. */
export interface SnapshotInfo {
  readonly id: string;
  /** As-of date of the week, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** As-of month of the fields whose name holds one, for example `Oct-25`. */
  readonly month: string | null;
  /** How many companies it has. */
  readonly companies: number;
  /** ISO 8601 instant. */
  readonly stagedAt: string;
}

/** One snapshot in the list of `Store.releases`. */
export interface ReleaseInfo extends SnapshotInfo {
  /** When it was first released; going back to it later does not change that. Null while it is only staged. */
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
  /** `YYYY-MM-DD`. Of several releases of one date the current one counts, else the latest. */
  readonly asOf?: string;
  /** ISO 8601 instant: as it was known then, so a week that was restated later is read as it first was. */
  readonly knownAt?: string;
}

/** One company at one date. */
export interface CompanyAt extends Company {
  readonly releaseId: string;
  readonly asOf: string;
  readonly month: string | null;
  /** What was corrected of its values. */
  readonly marks: readonly QualityMark[];
}
