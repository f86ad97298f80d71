import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import { membersOf } from '../../columns/members';
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
  const candidates: number[] = [];
  let tail = 0;
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (value < min) tail++;
    else if (!(value > max)) continue;
    const hundredth = value / 100;
    const isBeyond = value > max ? value > BEYOND * max : value < BEYOND * min;
    if (isBeyond && hundredth >= min && hundredth <= max) candidates.push(row);
  }
  if (candidates.length === 0) return candidates;

  const all = spreadOfColumn(column);
  if (!all || all.count < SMALLEST_GROUP)
    return candidates.filter((row) => numbers[row]! > BEYOND_ALONE * max);
  const peersOf = peerSpreads(column, table);
  const isTrueTail = tail > Math.max(1, TRUE_TAIL * all.count);
  return candidates.filter((row) => {
    const value = numbers[row]!;
    if (value < 0 && isTrueTail) return false;
    const peers = peersOf(row);
    return isHundredfold(value, all) && (!peers || isHundredfold(value, peers));
  });
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
  const members = membersOf(numbers, codes, dictionary.length, new Float64Array(numbers.length));
  // All at once, so that what findings keep of it is a few numbers an industry and none of the values.
  const spreads = members.map((values) => {
    const spread = values.length < SMALLEST_GROUP ? undefined : spreadOf(values);
    return spread && spread.count >= SMALLEST_GROUP ? spread : undefined;
  });
  return (row) => spreads[codes[row]!];
}
