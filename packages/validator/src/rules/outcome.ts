/**
 * Why a rule did not run.
 *
 * - `no_earlier_weeks`: it compares with approved earlier weeks, and none were given.
 * - `needs_whole_set`: it compares rows with each other, and saw one at a time: a stream.
 * - `no_column`: the data lacks the columns that it reads.
 * - `too_few_rows`: the data is too small to be a measure of itself.
 */
export type NotRunReason = 'no_earlier_weeks' | 'needs_whole_set' | 'no_column' | 'too_few_rows';

/** A rule that is on and could not run: what it would have found is not known. */
export interface NotRun {
  /** Name of the rule. */
  readonly rule: string;
  readonly reason: NotRunReason;
}

/** A constant that was estimated from the data: an exchange rate, for example. */
export interface Estimate {
  /** Name of the relation that holds up to it. */
  readonly relation: string;
  readonly group: string;
  readonly value: number;
}
