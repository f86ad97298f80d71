import type {
  CorrectionPlan,
  CorrectionPolicy,
  Decision,
  ManualCorrection,
} from '@stock-analyzer/correction';
import type { GateCriteria } from '@stock-analyzer/validator';
import type { SourceProfile } from '../profile/types';
import type { ReadProgress } from '../read/types';
import type { Approval } from './run-record';

/** How far a run is. */
export interface WeekProgress {
  /** The step that begins, or goes on. */
  readonly step: string;
  /** Within the reading step. */
  readonly read?: ReadProgress;
}

/** Options of {@link processWeek}. */
export interface WeekOptions {
  /** Output folder; made if it is not there. */
  readonly out: string;
  /**
   * How the source's sheets map to fields and units. Default `globalScouter`; for a file called `companies`,
   * `canonicalProfile`.
   */
  readonly profile?: SourceProfile;
  /** File name of an input given as bytes; it may tell the as-of date. */
  readonly name?: string;
  /** `YYYY-MM-DD`: the as-of date to take where nothing in the source says it. */
  readonly asOf?: string;
  /** What may be corrected without a person's decision. Default: nothing. */
  readonly policy?: CorrectionPolicy;
  /**
   * Decisions already made. Those of an earlier run of the same bytes, and what persons decided on the same
   * deviations in earlier weeks, are remembered without being given.
   */
  readonly decisions?: readonly Decision[];
  /** Values that persons set by hand. While the source keeps the values they replace, they are set again. */
  readonly manual?: readonly ManualCorrection[];
  /** Asks a person about the proposals that are still undecided. Without it they hold the run. */
  readonly decide?: (undecided: CorrectionPlan) => readonly Decision[] | Promise<readonly Decision[]>;
  /** A person's acceptance of whatever holds the run, but for proposals that nobody decided. */
  readonly approval?: Approval;
  /** SHA-256 that the input has to have, in hex; `SOURCE_CHANGED` if it has not. */
  readonly expectedSha256?: string;
  /** Conditions of the quality gate to change. */
  readonly gate?: Partial<GateCriteria>;
  readonly onProgress?: (progress: WeekProgress) => void;
  readonly signal?: AbortSignal;
}
