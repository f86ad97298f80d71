import { probability } from '../../evidence/likelihood';
import type { Peers } from '../../evidence/peers';
import type { CorrectionRule } from '../../model/plan';
import { ownLog } from './anchor';
import type { Anchor, FieldModel } from './model';

/** What values of all companies, and of the industry, are drawn towards by so many. */
const WEIGHT = 20;

/**
 * What a cell's own facts say, in log-odds, for a reading of its value over the value; `own` is what they say of that. Where there is no last week, it is
 * no more for the other sign than what the numbers of values of that size with either sign say, for near zero a density
 * does not tell them apart.
 */
export function gainOf(
  field: FieldModel,
  anchor: Anchor,
  value: number,
  own: number,
  rule: CorrectionRule | null,
  to: number,
): number {
  const gain = ownLog(field, anchor, to) - own;
  if (rule !== 'sign' || !Number.isNaN(anchor.old)) return gain;
  const { wide, peers } = field;
  const [less, more] = [wide.of(value / 2), wide.of(value * 2)];
  let part = probability(gain);
  for (const { sorted } of [peers.at(-1)!, anchor.peers]) {
    const turned = countOf(sorted, -less, -more);
    // The value itself is one of them.
    const same = Math.max(0, countOf(sorted, less, more) - 1);
    part = (turned + WEIGHT * part) / (turned + same + WEIGHT);
  }
  return Math.min(gain, Math.log(part / (1 - part)));
}

/** How many of some sorted numbers lie between two numbers. */
function countOf(sorted: Peers['sorted'], one: number, other: number): number {
  const placeOf = (number: number) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return Math.abs(placeOf(one) - placeOf(other));
}
