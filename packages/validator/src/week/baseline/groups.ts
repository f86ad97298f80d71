import type { FieldDefinition } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
import { membersOf } from '../../columns/members';
import type { GroupSpread } from './baseline';
import { spreadOfScaled } from './quantiles';

/** A small group counts as if it had this many companies more, that are like all: one of 20 is half its own. */
const DRAWN = 20;

/** No spread is narrower than this: a tenth part, on the scale of sizes. */
export const LEAST_SPREAD = 0.1;

/** Key of the field that makes peers of a field's values. */
export function peersBy(field: FieldDefinition, table: CheckedTable): string | null {
  const keys = field.unit === 'listing_currency' ? ['currency', 'exchange'] : ['industry'];
  return keys.find((key) => table.byKey(key)?.codes.length === table.rowCount) ?? null;
}

/** The spreads of groups, small ones drawn towards the spread of all. */
export function groupSpreads(
  scaled: Float64Array,
  codes: Int32Array,
  names: readonly string[],
  all: GroupSpread,
  scratch: Float64Array,
): Map<string, GroupSpread> {
  const found = new Map<string, GroupSpread>();
  membersOf(scaled, codes, names.length, scratch).forEach((members, code) => {
    if (members.length > 0) found.set(names[code]!, drawn(spreadOfScaled(members, 0), all));
  });
  return found;
}

function drawn(group: GroupSpread, all: GroupSpread): GroupSpread {
  const { count } = group;
  const between = (own: number, others: number) => (count * own + DRAWN * others) / (count + DRAWN);
  const spread = (side: 'below' | 'above') =>
    Math.max(LEAST_SPREAD, Math.sqrt(between(group[side] ** 2, all[side] ** 2)));
  return { count, median: between(group.median, all.median), below: spread('below'), above: spread('above') };
}
