import { probability } from '../../evidence/likelihood';
import type { Peers } from '../../evidence/peers';
import { type Anchor, type FieldModel, ownLog } from './model';

/** What values of all companies, and of the industry, are drawn towards by so many. */
const WEIGHT = 20;
/** Values up to so many times larger or smaller are of one size. */
const OF_SIZE = 2;

/**
 * What a cell's own facts say, in log-odds, for its value with the other sign: last week's where there is one. Else it
 * is no more than what the numbers of values of that size with either sign say, for near zero a density tells no sign
 * from the other.
 */
export function turnedLog(field: FieldModel, anchor: Anchor, value: number): number {
  const gain = ownLog(field, anchor, -value) - ownLog(field, anchor, value);
  if (!Number.isNaN(anchor.old)) return gain;
  const { wide, peers } = field;
  const size = Math.abs(value);
  const [low, high] = [wide.of(size / OF_SIZE), wide.of(size * OF_SIZE)];
  const share = (part: number, { sorted }: Peers) => {
    const [above, below] = [countOf(sorted, low, high), countOf(sorted, -high, -low)];
    const turned = value > 0 ? below : above;
    // The value itself is one of them.
    const total = Math.max(turned, above + below - 1);
    return (turned + WEIGHT * part) / (total + WEIGHT);
  };
  const part = [peers.at(-1)!, anchor.peers].reduce(share, probability(gain));
  return Math.min(gain, Math.log(part / (1 - part)));
}

/** How many of some sorted numbers lie from one number up to another. */
function countOf(sorted: Float64Array, from: number, to: number): number {
  return placeOf(sorted, to) - placeOf(sorted, from);
}

function placeOf(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
