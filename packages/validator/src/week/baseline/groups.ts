import type { FieldDefinition } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import type { FieldBaseline, GroupSpread } from './baseline';
import { deviation, spreadOf, tailOf } from './quantiles';
import { insideOf, type Measure, reachOf, scaleOf } from './scale';

/** A small group counts as if it had this many companies more, that are like all: one of 20 is half its own. */
const DRAWN = 20;

/** No spread is narrower than this: a tenth part, on the scale of sizes. */
export const LEAST_SPREAD = 0.1;

/** Key of the field that makes peers of a field's values. */
export function peersBy(field: FieldDefinition, table: CheckedTable): string | null {
  const keys = field.unit === 'listing_currency' ? ['currency', 'exchange'] : ['industry'];
  return keys.find((key) => table.byKey(key)?.codes.length === table.rowCount) ?? null;
}

/** The rows of a table group by group, and at last those of no group. */
export interface GroupedRows {
  readonly names: readonly string[];
  readonly rows: Int32Array;
  /** By group: where its rows begin; they end where the next group's begin. */
  readonly starts: Uint32Array;
}

export function groupedRows(
  rowCount: number,
  peers: Pick<FieldColumn, 'codes' | 'dictionary'> | undefined,
): GroupedRows {
  const names = peers?.dictionary ?? [];
  const groupOf = (row: number) => {
    const code = peers?.codes[row] ?? -1;
    return code < 0 ? names.length : code;
  };
  const starts = new Uint32Array(names.length + 2);
  for (let row = 0; row < rowCount; row++) starts[groupOf(row) + 1]!++;
  for (let group = 1; group < starts.length; group++) starts[group]! += starts[group - 1]!;
  const next = starts.slice();
  const rows = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[next[groupOf(row)]!++] = row;
  return { names, rows, starts };
}

/** Deviations that about one value in nine reaches: of values nearer than this the tails need not know how near. */
const NEAR = 1.2;

/**
 * The spreads of groups, small ones drawn towards the spread of all, and how far out values are of their own group's:
 * only those that are far out are scaled.
 *
 * @param room Memory to work in, each of as many numbers as there are rows.
 */
export function spreadsOfPeers(
  numbers: Float64Array,
  measure: Measure,
  all: GroupSpread,
  { names, rows, starts }: GroupedRows,
  [members, scratch]: readonly [Float64Array, Float64Array],
): Pick<FieldBaseline, 'groups' | 'tail'> {
  const groups: [string, GroupSpread][] = [];
  let count = 0;
  const peers = Array.from({ length: names.length + 1 }, (_, group) => {
    const from = count;
    count = putUsable(numbers, rows.subarray(starts[group], starts[group + 1]), measure, members, from);
    const values = members.subarray(from, count);
    if (group === names.length || count === from) return { values, spread: all };
    const spread = drawn(spreadOf(values, measure, 0), all);
    groups.push([names[group]!, spread]);
    return { values, spread };
  });

  const tailOn = (side: 1 | -1, near = NEAR): number[] => {
    let far = 0;
    for (const { values, spread } of peers) far = putFar(values, spread, measure, near, side, scratch, far);
    return near > 0 && far < count / 10 ? tailOn(side, 0) : tailOf(scratch.subarray(0, far), count);
  };
  return { groups: Object.fromEntries(groups), tail: { below: tailOn(-1), above: tailOn(1) } };
}

/** Puts the values of some rows that their scale has a place for after those that are there, and tells how many there are then. */
function putUsable(
  numbers: Float64Array,
  rows: Int32Array,
  measure: Measure,
  into: Float64Array,
  from: number,
): number {
  const [least, most] = reachOf(measure);
  let count = from;
  for (let at = 0; at < rows.length; at++) {
    const value = numbers[rows[at]!]!;
    if (value >= least && value <= most) into[count++] = value;
  }
  return count;
}

/** Puts the deviations beyond `near` on one side after those that are there, and tells how many there are then. */
function putFar(
  values: Float64Array,
  spread: GroupSpread,
  measure: Measure,
  near: number,
  side: 1 | -1,
  into: Float64Array,
  from: number,
): number {
  const scale = scaleOf(measure);
  const bound = side * insideOf(spread, near, near, measure)[side < 0 ? 0 : 1];
  let count = from;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (side * value < bound) continue;
    const far = side * deviation(scale(value), spread);
    if (far > near) into[count++] = far;
  }
  return count;
}

function drawn(group: GroupSpread, all: GroupSpread): GroupSpread {
  const { count } = group;
  const between = (own: number, others: number) => (count * own + DRAWN * others) / (count + DRAWN);
  const spread = (side: 'below' | 'above') =>
    Math.max(LEAST_SPREAD, Math.sqrt(between(group[side] ** 2, all[side] ** 2)));
  return { count, median: between(group.median, all.median), below: spread('below'), above: spread('above') };
}
