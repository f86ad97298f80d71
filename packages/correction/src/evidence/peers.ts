/** Where the companies of one industry lie in a field, on its curve. */
export interface Peers {
  readonly center: number;
  readonly width: number;
  /** Natural logarithm of the width. */
  readonly logWidth: number;
  readonly count: number;
  /** Their points on the curve, in ascending order. */
  readonly sorted: Float64Array;
}

/** A group's own figures count as much as all companies' once it has so many members. */
const OWN_WEIGHT = 10;
const HALF_RANGE_OF_NORMAL = 1.349;

/**
 * Median and width of each group, drawn towards those of all companies where the group is small, so that few
 * look-alikes make no honest outlier impossible.
 *
 * @param values On the field's curve; NaN where there is none.
 * @param codes By value: its group, -1 for none.
 * @returns By group; the last is of all companies.
 */
export function peersOf(values: Float64Array, codes: Int32Array, groupCount: number): Peers[] {
  const sizes = new Int32Array(groupCount + 1);
  let present = 0;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    present++;
    if (codes[index]! >= 0) sizes[codes[index]! + 1]!++;
  });
  for (let group = 1; group <= groupCount; group++) sizes[group]! += sizes[group - 1]!;
  const members = new Float64Array(sizes[groupCount]!);
  const next = sizes.slice();
  const all = new Float64Array(present);
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    all[--present] = value;
    if (codes[index]! >= 0) members[next[codes[index]!]!++] = value;
  });
  const whole = summary(all.sort());
  const groups = Array.from({ length: groupCount }, (_, group): Peers => {
    const own = summary(members.subarray(sizes[group]!, sizes[group + 1]!).sort());
    const share = own.count / (own.count + OWN_WEIGHT);
    const mix = (mine: number, theirs: number) => share * mine + (1 - share) * theirs;
    const width = Math.max(mix(own.width, whole.width), whole.width / 4);
    return {
      center: mix(own.center, whole.center),
      width,
      logWidth: Math.log(width),
      count: own.count,
      sorted: own.sorted,
    };
  });
  return [...groups, whole];
}

function summary(sorted: Float64Array): Peers {
  const count = sorted.length;
  if (count === 0) return { center: 0, width: 1, logWidth: 0, count, sorted };
  const quantile = (share: number) => sorted[Math.floor((count - 1) * share)]!;
  const width = (quantile(0.75) - quantile(0.25)) / HALF_RANGE_OF_NORMAL || 0.5;
  return { center: quantile(0.5), width, logWidth: Math.log(width), count, sorted };
}
