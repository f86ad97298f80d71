import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
import { readInput, type ValidatorInput } from '../../columns/read-input';
import { matchRows } from '../matching';
import type { Baseline, FieldBaseline, GroupSpread, Moves } from './baseline';
import { decilesOf, driftOf } from './drift';
import { groupSpreads, LEAST_SPREAD, peersBy } from './groups';
import { movesOf } from './moves';
import { deviation, quantile, spreadOfScaled, tailOf } from './quantiles';
import { gather, hasNumbers, type Scale, scaleOf } from './scale';

/** Fewer values than this have no distribution. */
export const FEWEST_VALUES = 30;

/** Sizes are compared as ratios where at most this share of the values is not positive. */
const HARDLY_ANY = 0.001;

/**
 * Learns from approved weeks what is usual: by field and industry where values lie, how far they spread, and how
 * they move from week to week.
 *
 * Where values lie is told by the newest week, in which each company counts once; how they move by every two
 * successive weeks. Location and spread are medians and quartiles, so that wrong values in less than a quarter of
 * a group do not move them. A group of n companies is drawn towards all by n ÷ (n + 20).
 *
 * @param weeks Oldest first, in any form that can be checked.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { learnBaseline } from '@stock-analyzer/validator/week';
 *
 * const week = (move: number) =>
 *   Array.from({ length: 100 }, (_, at) => ({ Ticker: `T${at}`, 'ROE (Fwd)': 5 + at / 10 + move }));
 * const { fields } = learnBaseline(companySchema, [week(0), week(0.1)]);
 * fields['ROE (Fwd)']?.scale; // → 'log'
 * fields['ROE (Fwd)']?.moves?.count; // → 100
 * ```
 */
export function learnBaseline(schema: Schema, weeks: readonly ValidatorInput[]): Baseline {
  const last = weeks.at(-1);
  const newest = last && readInput(schema, last).table;
  return learn(newest ? weeks.map((week) => readInput(schema, week, newest.schema).table) : []);
}

/** The same from weeks that are read already. */
export function learn(weeks: readonly CheckedTable[]): Baseline {
  const newest = weeks.at(-1);
  const fields: [string, FieldBaseline][] = [];
  if (newest) {
    const rowsBefore = weeks.slice(1).map((week, at) => matchRows(week, weeks[at]!));
    // One piece of memory for all fields: touching new one costs more than the arithmetic.
    const scratch = new Float64Array(Math.max(...weeks.map(({ rowCount }) => rowCount)));
    newest.schema.fields.forEach((field, index) => {
      const learned = learnField(field, index, weeks, rowsBefore, scratch);
      if (learned) fields.push([field.name, learned]);
    });
  }
  return {
    version: 1,
    weeks: weeks.length,
    companies: newest?.rowCount ?? 0,
    fields: Object.fromEntries(fields),
  };
}

function learnField(
  field: FieldDefinition,
  index: number,
  weeks: readonly CheckedTable[],
  rowsBefore: readonly Int32Array[],
  scratch: Float64Array,
): FieldBaseline | undefined {
  const newest = weeks.at(-1)!;
  const column = newest.columns[index];
  if (!hasNumbers(column)) return undefined;
  const { numbers } = column;
  const measure = measureOf(numbers, scratch);
  if (!measure) return undefined;
  const scale = scaleOf(measure);
  const { count } = measure;
  const values = scratch.subarray(0, gather(numbers, scale, scratch));
  if (values.length < FEWEST_VALUES) return undefined;
  const deciles = decilesOf(values);
  const all = spreadOfScaled(values, LEAST_SPREAD);
  const by = peersBy(field, newest);
  const { groups, tail } = peersOf(numbers, scale, all, by === null ? undefined : newest.byKey(by));
  return {
    count,
    filled: count / newest.rowCount,
    scale: measure.scale,
    size: measure.size,
    by,
    all,
    groups: Object.fromEntries(groups),
    tail,
    deciles,
    ...acrossWeeks(index, weeks, rowsBefore, scale, scratch),
  };
}

/** What a field is measured in; undefined where there is too little to tell. */
function measureOf(numbers: Float64Array, scratch: Float64Array) {
  let count = 0;
  let positive = 0;
  let nonzero = 0;
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (Number.isNaN(value)) continue;
    count++;
    if (value === 0) continue;
    if (value > 0) positive++;
    scratch[nonzero++] = Math.abs(value);
  }
  if (count < FEWEST_VALUES || nonzero === 0) return undefined;
  const size = quantile(scratch.subarray(0, nonzero), 0.5);
  const scale = positive >= (1 - HARDLY_ANY) * count ? ('log' as const) : ('asinh' as const);
  return { count, size, scale };
}

function peersOf(
  numbers: Float64Array,
  scale: Scale,
  all: GroupSpread,
  peers: { readonly codes: Int32Array; readonly dictionary: readonly string[] } | undefined,
) {
  const scaled = numbers.map(scale);
  const names = peers?.dictionary ?? [];
  const groups = peers ? groupSpreads(scaled, peers.codes, names, all) : new Map<string, GroupSpread>();
  const spreads = names.map((name) => groups.get(name) ?? all);
  const distances: [below: Float64Array, above: Float64Array] = [
    new Float64Array(scaled.length),
    new Float64Array(scaled.length),
  ];
  let count = 0;
  for (let row = 0; row < scaled.length; row++) {
    if (!Number.isFinite(scaled[row])) continue;
    const far = deviation(scaled[row]!, spreads[peers?.codes[row] ?? -1] ?? all);
    distances[0][count] = Math.max(0, -far);
    distances[1][count++] = Math.max(0, far);
  }
  const [below, above] = distances.map((each) => tailOf(each.subarray(0, count))) as [number[], number[]];
  return { groups, tail: { below, above } };
}

/** How a field moves between successive weeks, one value a company. */
function acrossWeeks(
  index: number,
  weeks: readonly CheckedTable[],
  rowsBefore: readonly Int32Array[],
  scale: Scale,
  scratch: Float64Array,
): { readonly moves: Moves | null; readonly drift: number | null } {
  const moves = movesOf(
    rowsBefore.flatMap((rows, at) => {
      const [before, after] = [weeks[at]!.columns[index], weeks[at + 1]!.columns[index]];
      return hasNumbers(before) && hasNumbers(after)
        ? [{ before: before.numbers, after: after.numbers, rows }]
        : [];
    }),
    scale,
  );
  let drift: number | null = null;
  let deciles: number[] | undefined;
  for (const week of weeks) {
    const column = week.columns[index];
    const values = hasNumbers(column)
      ? scratch.subarray(0, gather(column.numbers, scale, scratch))
      : undefined;
    if (!values || values.length < FEWEST_VALUES) continue;
    if (deciles) drift = Math.max(drift ?? 0, driftOf(values, deciles));
    deciles = decilesOf(values);
  }
  return { moves, drift };
}
