/** A row as it came: any values, by field name. */
export type DataRow = Record<string, unknown>;

/** What a field's value is tested for, in the words of the old class and the four that it never had. */
export interface SkeletonConditions {
  readonly $gt?: unknown;
  readonly $gte?: unknown;
  readonly $lt?: unknown;
  readonly $lte?: unknown;
  readonly $eq?: unknown;
  readonly $ne?: unknown;
  readonly $in?: readonly unknown[];
  readonly $nin?: readonly unknown[];
  /** A text that the value holds, whatever the case and width of letters. Values that are no texts do not match. */
  readonly $contains?: string;
  /**
   * A pattern that the value matches; values that are no texts do not. It runs as JavaScript's own regular
   * expressions do, so a pattern from a stranger can be made to take for ever.
   */
  readonly $regex?: string | RegExp;
  /** Flags of a `$regex` given as text. Default `i`. */
  readonly $flags?: string;
}

/** Conditions by field; all have to hold. A bare value has to be the same (`===`). */
export type SkeletonFilter = Readonly<Record<string, unknown>>;

/** The one field that rows are sorted by. */
export interface SkeletonSort {
  readonly field: string;
  /** Default `asc`: rows without a value last. Anything else is descending: rows without a value first. */
  readonly order?: 'asc' | 'desc' | (string & {});
}

/** A question to {@link DataSkeleton.query}. */
export interface SkeletonQuery {
  readonly filter?: SkeletonFilter;
  readonly sort?: SkeletonSort | null;
  /** How many rows at most; null or 0: all. */
  readonly limit?: number | null;
  /** How many rows to leave out at the front. */
  readonly offset?: number;
  /** Only these fields, as copies; a field that a row lacks is left out. */
  readonly projection?: readonly string[] | null;
}
