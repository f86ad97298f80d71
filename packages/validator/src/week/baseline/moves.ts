import type { Moves } from './baseline';
import { quantile, SIGMA_PER_QUARTILE, tailRanks } from './quantiles';
import { ranked } from './ranked';
import { type Measure, reachOf, scaleOf } from './scale';

/** Values of a field in two weeks, and by row of the later one the row of the same company in the earlier one; -1 for none. */
export interface WeekPair {
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly rows: Int32Array;
}

/** So many moves, evenly taken, tell how a field moves. */
const SAMPLE = 100_000;

/** A nine-tenths quantile of a normal distribution's sizes lies this many standard deviations out. */
const SIGMA_PER_NINE_TENTHS = 1.645;

/** No move is measured in less than this, a hundredth part. */
const LEAST_MOVE = 0.01;

/** Of fewer values that moved at all, their usual move is not known; a fifth part stands for it. */
const FEWEST_MOVED = 10;
const UNKNOWN_MOVE = 0.2;

/** Fewer moves than this have no distribution. */
const FEWEST_MOVES = 30;

/**
 * How values move on their scale. The spread is the largest of what three robust measures tell: the median
 * absolute deviation, the size that nine tenths of the moves stay below, and the median of the values that moved at
 * all. Of many fields hardly any value moves in a week, and then by a lot.
 *
 * @param scratch Memory to work in, of {@link roomFor} numbers.
 */
export function movesOf(
  pairs: readonly WeekPair[],
  measure: Measure,
  scratch: Float64Array = new Float64Array(roomFor(pairs)),
): Moves | null {
  const step = stepOf(pairs);
  const count = pairs.reduce((sum, pair) => putMoves(pair, step, measure, scratch, sum), 0);
  if (count < FEWEST_MOVES) return null;
  const moves = scratch.subarray(0, count);
  const still = zerosOf(moves);
  const median = quantile(moves, 0.5);
  putDistances(moves, median);
  const unmoved = zerosOf(moves);
  const middle = (from: number) => from + Math.floor((count - from - 1) / 2);
  const moved = Math.min(count - 1, middle(unmoved));
  const nine = Math.floor(0.9 * (count - 1));
  const rare = tailRanks(count);
  const ks = [middle(0), moved, nine, ...rare].sort((a, b) => a - b);
  const sizeAt = new Map(ranked(moves, ks).map((size, at) => [ks[at], size]));
  const spread = Math.max(
    LEAST_MOVE,
    count - unmoved < FEWEST_MOVED ? UNKNOWN_MOVE : SIGMA_PER_QUARTILE * sizeAt.get(moved)!,
    SIGMA_PER_QUARTILE * sizeAt.get(middle(0))!,
    sizeAt.get(nine)! / SIGMA_PER_NINE_TENTHS,
  );
  const tail = rare.map((k) => sizeAt.get(k)! / spread);
  return { count, median, spread, still: still / count, tail };
}

/** Puts each few rows' move after those that are there, and tells how many there are then. */
function putMoves(
  { before, after, rows }: WeekPair,
  step: number,
  measure: Measure,
  into: Float64Array,
  from: number,
): number {
  const scale = scaleOf(measure);
  const [least, most] = reachOf(measure);
  let count = from;
  for (let row = 0; row < rows.length; row += step) {
    const then = rows[row]!;
    if (then < 0) continue;
    const is = after[row]!;
    const was = before[then]!;
    if (is >= least && is <= most && was >= least && was <= most) {
      into[count++] = is === was ? 0 : scale(is) - scale(was);
    }
  }
  return count;
}

function zerosOf(moves: Float64Array): number {
  let zeros = 0;
  for (let at = 0; at < moves.length; at++) if (moves[at] === 0) zeros++;
  return zeros;
}

/** How far moves are from one, in their place. */
function putDistances(moves: Float64Array, median: number): void {
  for (let at = 0; at < moves.length; at++) moves[at] = Math.abs(moves[at]! - median);
}

function stepOf(pairs: readonly Pick<WeekPair, 'rows'>[]): number {
  const total = pairs.reduce((sum, { rows }) => sum + rows.length, 0);
  return Math.max(1, Math.ceil(total / SAMPLE));
}

/** How many moves of some weeks are looked at, at most. */
export function roomFor(pairs: readonly Pick<WeekPair, 'rows'>[]): number {
  const step = stepOf(pairs);
  return pairs.reduce((sum, { rows }) => sum + Math.ceil(rows.length / step), 0);
}
