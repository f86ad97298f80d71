import type { FieldDefinition } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import type { FieldBaseline, GroupSpread } from './baseline';
import { deviation, quantiles, quartileSpread, tailOf } from './quantiles';
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
 * The spreads of groups, small ones drawn towards the spread of all, and the deviations of values from their own
 * group's. Ranks are the same on any scale, so only the values that tell something are scaled.
 *
 * @param scratch Memory to work in, of as many numbers as there are rows.
 */
export function spreadsOfPeers(
  numbers: Float64Array,
  measure: Measure,
  all: GroupSpread,
  { names, rows, starts }: GroupedRows,
  [members, below, above]: readonly [Float64Array, Float64Array, Float64Array],
): Pick<FieldBaseline, 'groups' | 'tail'> {
  const scale = scaleOf(measure);
  const [least, most] = reachOf(measure);
  const groups: [string, GroupSpread][] = [];
  let count = 0;
  const peers = Array.from({ length: names.length + 1 }, (_, group) => {
    const from = count;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const value = numbers[rows[at]!]!;
      if (value >= least && value <= most) members[count++] = value;
    }
    const values = members.subarray(from, count);
    if (group === names.length || count === from) return { values, spread: all };
    const quartiles = quantiles(values, [0.25, 0.5, 0.75]).map(scale);
    const spread = drawn(quartileSpread(count - from, quartiles, 0), all);
    groups.push([names[group]!, spread]);
    return { values, spread };
  });

  const tailsBeyond = (near: number) => {
    let [down, up] = [0, 0];
    for (const { values, spread } of peers) {
      const [low, high] = insideOf(spread, near, near, measure);
      for (let at = 0; at < values.length; at++) {
        const value = values[at]!;
        if (value > low && value < high) continue;
        const far = deviation(scale(value), spread);
        if (far > near) above[up++] = far;
        else if (far < -near) below[down++] = -far;
      }
    }
    return Math.min(down, up) < count / 10 && near > 0
      ? undefined
      : { below: tailOf(below.subarray(0, down), count), above: tailOf(above.subarray(0, up), count) };
  };
  return { groups: Object.fromEntries(groups), tail: tailsBeyond(NEAR) ?? tailsBeyond(0)! };
}

function drawn(group: GroupSpread, all: GroupSpread): GroupSpread {
  const { count } = group;
  const between = (own: number, others: number) => (count * own + DRAWN * others) / (count + DRAWN);
  const spread = (side: 'below' | 'above') =>
    Math.max(LEAST_SPREAD, Math.sqrt(between(group[side] ** 2, all[side] ** 2)));
  return { count, median: between(group.median, all.median), below: spread('below'), above: spread('above') };
}
