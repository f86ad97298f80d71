import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import { membersOf } from '../../columns/members';
import { scratch } from '../../columns/scratch';
import { countBelow } from '../../columns/select';
import { type Spread, spreadOf, spreadOfColumn } from './spread';

/** Below this many values a group has no distribution of its own. */
const SMALLEST_GROUP = 30;
/** A value this many robust standard deviations away is far out of its group… */
const FAR = 4;
/** …and one that is no further away than this is well inside. */
const INSIDE = 2;
/** How many times beyond its plausible bound a value has to be. ABBV's true ROE of 436.61 is 2.2 times beyond 200. */
const BEYOND = 3;
/** The same, where there is no distribution to look at. */
const BEYOND_ALONE = 5;
/** Losses have no floor: below the bound, a tail with more of the column's values than this is a true one. */
const TRUE_TAIL = 0.01;

/**
 * The rows whose percentage is probably in basis points, that is, 100 times too big. See the rule for the
 * formula. Distributions are only computed for columns that have a candidate at all.
 */
export function basisPointRows(column: FieldColumn, table: CheckedTable): number[] {
  const { numbers, field } = column;
  const { min = -Infinity, max = Infinity } = field.plausible ?? {};
  const candidates = beyondRows(numbers, min, max);
  if (candidates.length === 0) return candidates;

  const all = spreadOfColumn(column);
  if (!all || all.count < SMALLEST_GROUP)
    return candidates.filter((row) => numbers[row]! > BEYOND_ALONE * max);
  const isTrueTail = countBelow(numbers, min) > Math.max(1, TRUE_TAIL * all.count);
  const isFar = (row: number) => !(numbers[row]! < 0 && isTrueTail) && isHundredfold(numbers[row]!, all);
  const far = candidates.filter(isFar);
  if (far.length === 0) return far;
  const peersOf = peerSpreads(column, table);
  return far.filter((row) => {
    const peers = peersOf(row);
    return !peers || isHundredfold(numbers[row]!, peers);
  });
}

/** Rows far beyond the plausible bounds, whose hundredth is within them. */
function beyondRows(numbers: Float64Array, min: number, max: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (!(value > max || value < min)) continue;
    const hundredth = value / 100;
    const isBeyond = value > max ? value > BEYOND * max : value < BEYOND * min;
    if (isBeyond && hundredth >= min && hundredth <= max) rows.push(row);
  }
  return rows;
}

/** Far out of the group as it stands, and well inside as a hundredth. */
function isHundredfold(value: number, group: Spread): boolean {
  return Math.abs(group.distance(value)) >= FAR && Math.abs(group.distance(value / 100)) <= INSIDE;
}

/** The spread of the industry that a row belongs to, where the industry is large enough. */
function peerSpreads({ numbers }: FieldColumn, table: CheckedTable): (row: number) => Spread | undefined {
  const industry = table.byKey('industry');
  if (!industry || industry.codes.length !== numbers.length) return () => undefined;
  const { codes, dictionary } = industry;
  const members = membersOf(numbers, codes, dictionary.length, scratch(numbers.length));
  const spreads = members.map((values) => (values.length < SMALLEST_GROUP ? undefined : spreadOf(values)));
  return (row) => spreads[codes[row]!];
}
