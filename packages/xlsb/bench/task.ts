import type { PackedPart } from './packed-parts';

/** What one contender is to read, once or again and again. */
export interface Task {
  /** The file of `contenders` that reads. */
  readonly contender: string;
  readonly path: string;
  /** The wanted sheets; undefined for all. */
  readonly sheets: readonly string[] | undefined;
  /** The parts that these sheets need: what has to be inflated at least. */
  readonly parts: readonly PackedPart[];
  readonly inflate: InflateOptions;
  /** Runs that are measured in one process, after some that are not; undefined for one in a fresh process. */
  readonly warm?: { readonly runs: number; readonly warmups: number };
}

/** How those who only inflate do so. */
export interface InflateOptions {
  /** Bytes of a piece of a large part. */
  readonly chunkSize: number;
  /** Whether the checksums are compared. */
  readonly checked: boolean;
}

/** What was read, as far as a contender tells. */
export interface Count {
  /** Rows that hold a value. */
  readonly rows?: number;
  /** Cells that hold a value or an error. */
  readonly cells?: number;
  readonly errors?: number;
  /** Inflated bytes. */
  readonly bytes?: number;
}

/** What the process of a contender tells. */
export interface Outcome {
  /** CPU of the process from its start; of each run where it is warm. */
  readonly cpuMs: readonly number[];
  readonly peakMb: number;
  readonly counted: Count;
}
