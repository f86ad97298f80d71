import type { SnapshotChoice, SnapshotInfo } from '../release/types';
import type { Filter } from './language';

/** Which figures {@link Store.aggregate} is asked for. */
export interface AggregateRequest extends SnapshotChoice {
  /** Display names of numeric fields. */
  readonly fields: readonly string[];
  /** Display name of the field whose values make the groups, for example `industry`. Default: one group of all. */
  readonly by?: string;
  readonly filter?: Filter;
  /** Quantiles wanted beside the median, each 0 to 1. */
  readonly quantiles?: readonly number[];
}

/** Figures of one field in one group, in the field's unit. All are null where no company has a value. */
export interface FieldFigures {
  /** How many companies have a value. */
  readonly count: number;
  /** Arithmetic mean, summed in ascending order so that it is the same whatever the order of companies. */
  readonly mean: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /**
   * In the order asked for. Between two values the quantile is interpolated linearly: of n values in ascending order,
   * p stands at place p × (n − 1) from 0 (Hyndman & Fan 1996, type 7).
   */
  readonly quantiles: readonly (number | null)[];
}

/** One group of an {@link Aggregation}. */
export interface GroupFigures {
  /** The group's value; null for the companies without one, and for the one group of all. */
  readonly group: string | number | boolean | null;
  /** How many companies are in it. */
  readonly companies: number;
  readonly fields: Readonly<Record<string, FieldFigures>>;
}

/** The answer to an {@link AggregateRequest}: the groups in the order of sorting, missing last. */
export interface Aggregation {
  readonly groups: readonly GroupFigures[];
  readonly snapshot: SnapshotInfo;
}

/**
 * The figures of some numbers, which have to be in ascending order.
 *
 * @internal
 */
export function figuresOf(values: Float64Array, quantiles: readonly number[]): FieldFigures {
  const count = values.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index]!;
  return {
    count,
    mean: count > 0 ? sum / count : null,
    median: quantileOf(values, 0.5),
    // −0 is 0.
    min: count > 0 ? values[0]! + 0 : null,
    max: count > 0 ? values[count - 1]! + 0 : null,
    quantiles: quantiles.map((share) => quantileOf(values, share)),
  };
}

function quantileOf(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[below + 1];
  return high === undefined || place === below ? low : low + (place - below) * (high - low);
}
