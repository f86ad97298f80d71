import type { CellValue, QualityMark, Row } from '@stock-analyzer/schema';
import type { SnapshotChoice, SnapshotInfo } from '../release/types';

/** What a value may be compared with; null stands for a missing value. */
export type Operand = CellValue;

/**
 * Conditions on one field; all have to hold.
 *
 * A missing value fits `$eq: null`, `$ne: 'x'`, `$nin: ['x']` and `$exists: false`, and nothing else. Texts are
 * compared with `$eq`, `$ne`, `$in` and `$nin` as they are; `$gt` and its kin follow the order of sorting;
 * `$contains` and `$startsWith` do not tell upper from lower case, nor full width from half width.
 */
export interface Conditions {
  readonly $eq?: Operand;
  readonly $ne?: Operand;
  readonly $gt?: Operand;
  readonly $gte?: Operand;
  readonly $lt?: Operand;
  readonly $lte?: Operand;
  readonly $in?: readonly Operand[];
  readonly $nin?: readonly Operand[];
  readonly $contains?: string;
  readonly $startsWith?: string;
  /** Whether there is a value. */
  readonly $exists?: boolean;
}

/** Which companies: conditions by the field's display name; all have to hold. A bare value means `$eq`. */
export interface Filter {
  readonly $and?: readonly Filter[];
  readonly $or?: readonly Filter[];
  readonly $not?: Filter;
  readonly [field: string]: Operand | Conditions | Filter | readonly Filter[] | undefined;
}

/** One field to sort by. */
export interface Sort {
  readonly field: string;
  /** Default `asc`. Missing values come last in both. */
  readonly order?: 'asc' | 'desc';
}

/**
 * A question to a store. Ties, and everything where no sort is given, are in the order of tickers, so the
 * order is total.
 */
export interface Query extends SnapshotChoice {
  readonly filter?: Filter;
  readonly sort?: Sort | readonly Sort[];
  /** How many rows at most. Default: 50 if a page is asked for, else all. */
  readonly limit?: number;
  /** How many rows to skip. Not together with `page` or `cursor`. */
  readonly offset?: number;
  /** Which page of `limit` rows, from 1. Not together with `cursor`. */
  readonly page?: number;
  /**
   * Where the result before this one ended (its `next`), with the same filter and sort. It stays with the snapshot
   * that it came from, so walking to the end gives each row exactly once whatever is published meanwhile.
   */
  readonly cursor?: string;
  /** Display names of the wanted fields, in the wanted order. Default: all that the snapshot has. */
  readonly projection?: readonly string[];
}

/** The answer to a {@link Query}. */
export interface QueryResult {
  /** Values by display name, canonical and native. A missing value is null. */
  readonly rows: readonly Row[];
  /** What was corrected of the values in `rows`. */
  readonly marks: readonly QualityMark[];
  /** How many companies fit the filter, whatever the page. */
  readonly total: number;
  /** The cursor of the rows after these; null at the end. */
  readonly next: string | null;
  /** Of which snapshot. */
  readonly snapshot: SnapshotInfo;
}
