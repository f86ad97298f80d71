import type { FieldDefinition } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
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

/** Values of each group on their scale, by its code in the dictionary of the field that makes peers. Reuses `scratch`. */
function membersOf(
  scaled: Float64Array,
  codes: Int32Array,
  groups: number,
  scratch: Float64Array,
): Float64Array[] {
  const starts = new Uint32Array(groups + 1);
  const isMember = (row: number) => codes[row]! >= 0 && Number.isFinite(scaled[row]);
  for (let row = 0; row < scaled.length; row++) if (isMember(row)) starts[codes[row]! + 1]!++;
  for (let group = 1; group <= groups; group++) starts[group]! += starts[group - 1]!;
  const next = starts.slice();
  for (let row = 0; row < scaled.length; row++) {
    if (isMember(row)) scratch[next[codes[row]!]!++] = scaled[row]!;
  }
  return Array.from({ length: groups }, (_, group) => scratch.subarray(starts[group], starts[group + 1]));
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
