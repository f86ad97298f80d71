/**
 * Numbers of each group, by its code; those that are missing or 0 are left out.
 *
 * @param codes By row: the group, -1 for none.
 * @param into Where they are put.
 */
export function membersOf(
  numbers: Float64Array,
  codes: Int32Array,
  groups: number,
  into: Float64Array,
): Float64Array[] {
  const starts = new Uint32Array(groups + 1);
  const isMember = (row: number) => codes[row]! >= 0 && Math.abs(numbers[row]!) > 0;
  for (let row = 0; row < numbers.length; row++) if (isMember(row)) starts[codes[row]! + 1]!++;
  for (let group = 1; group <= groups; group++) starts[group]! += starts[group - 1]!;
  const next = starts.slice();
  for (let row = 0; row < numbers.length; row++) {
    if (isMember(row)) into[next[codes[row]!]!++] = numbers[row]!;
  }
  return Array.from({ length: groups }, (_, group) => into.subarray(starts[group], starts[group + 1]));
}
