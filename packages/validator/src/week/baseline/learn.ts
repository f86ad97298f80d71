import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import type { CheckedTable } from '../../columns/checked-table';
import { readInput, type ValidatorInput } from '../../columns/read-input';
import { countBelow } from '../../columns/select';
import { matchRows } from '../matching';
import type { Baseline, FieldBaseline } from './baseline';
import { decilesOf, driftOf } from './drift';
import { type GroupedRows, groupedRows, LEAST_SPREAD, peersBy, spreadsOfPeers } from './groups';
import { movesOf, roomFor } from './moves';
import { quantile, spreadOf } from './quantiles';
import { hasNumbers, type Measure, putSizes, sampleOf } from './scale';

/** Fewer values than this have no distribution. */
export const FEWEST_VALUES = 30;

/** Sizes are compared as ratios where at most this share of the values is not positive. */
const HARDLY_ANY = 0.001;

const NOTHING: Float64Array = new Float64Array(0);

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
  const tables = newest ? weeks.map((week) => readInput(schema, week, newest.schema).table) : [];
  return learn(tables, newest ? matchRows(newest, tables) : []);
}

/** The same from weeks that are read already, and the rows in each week of some list of companies. */
export function learn(weeks: readonly CheckedTable[], rowsOf: readonly Int32Array[]): Baseline {
  const newest = weeks.at(-1);
  const fields: [string, FieldBaseline][] = [];
  if (newest) {
    const rowsBefore = weeks
      .slice(1)
      .map((week, at) => successive(rowsOf[at]!, rowsOf[at + 1]!, week.rowCount));
    // The same memory for all fields: touching new one costs more than the arithmetic.
    const rows = Math.max(...weeks.map(({ rowCount }) => rowCount));
    const room = () => new Float64Array(rows);
    const place: Workplace = {
      weeks,
      rowsBefore,
      scratch: [room(), room()],
      moves: new Float64Array(roomFor(rowsBefore.map((rows) => ({ rows })))),
      grouped: new Map(),
    };
    newest.schema.fields.forEach((field, index) => {
      const learned = learnField(field, index, place);
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

/** By row of a week, the row of the same company in the week before. */
function successive(before: Int32Array, after: Int32Array, rowCount: number): Int32Array {
  const rows = new Int32Array(rowCount).fill(-1);
  for (let at = 0; at < after.length; at++) if (after[at]! >= 0) rows[after[at]!] = before[at]!;
  return rows;
}

/** The weeks, how their rows match, and memory to work in. */
interface Workplace {
  readonly weeks: readonly CheckedTable[];
  /** By week but the first: by row, the row of the same company in the week before. */
  readonly rowsBefore: readonly Int32Array[];
  readonly scratch: readonly [Float64Array, Float64Array];
  readonly moves: Float64Array;
  /** The newest week's rows by the groups of a field, told by its key; made when first needed. */
  readonly grouped: Map<string | null, GroupedRows>;
}

function learnField(field: FieldDefinition, index: number, place: Workplace): FieldBaseline | undefined {
  const { weeks, scratch } = place;
  const newest = weeks.at(-1)!;
  const column = newest.columns[index];
  if (!hasNumbers(column)) return undefined;
  const { numbers } = column;
  const measure = measureOf(numbers, scratch[0]);
  if (!measure) return undefined;
  const values = sampleOf(numbers, scratch[0], measure);
  if (values.length < FEWEST_VALUES) return undefined;
  const all = spreadOf(values, measure, LEAST_SPREAD);
  const by = peersBy(field, newest);
  const peers =
    place.grouped.get(by) ?? groupedRows(newest.rowCount, by === null ? undefined : newest.byKey(by));
  place.grouped.set(by, peers);
  return {
    count: measure.count,
    filled: measure.count / newest.rowCount,
    scale: measure.scale,
    size: measure.size,
    by,
    all,
    ...spreadsOfPeers(numbers, measure, all, peers, scratch),
    ...acrossWeeks(index, measure, place),
  };
}

/** What a field is measured in; undefined where there is too little to tell. */
function measureOf(numbers: Float64Array, scratch: Float64Array) {
  const count = countBelow(numbers, Number.POSITIVE_INFINITY);
  const sizes = scratch.subarray(0, putSizes(numbers, scratch));
  if (count < FEWEST_VALUES || sizes.length === 0) return undefined;
  const positive = count - countBelow(numbers, Number.MIN_VALUE);
  const scale = positive >= (1 - HARDLY_ANY) * count ? ('log' as const) : ('asinh' as const);
  return { count, size: quantile(sizes, 0.5), scale };
}

/** The field's deciles, and how it moves between successive weeks. */
function acrossWeeks(
  index: number,
  measure: Measure,
  { weeks, rowsBefore, scratch, moves: room }: Workplace,
): Pick<FieldBaseline, 'deciles' | 'moves' | 'drift'> {
  const columns = weeks.map((week) => week.columns[index]);
  const pairs = rowsBefore.map((rows, at) => ({
    before: columns[at]?.numbers ?? NOTHING,
    after: columns[at + 1]?.numbers ?? NOTHING,
    rows,
  }));
  let drift: number | null = null;
  let deciles: number[] = [];
  for (const column of columns) {
    const values = sampleOf(column?.numbers ?? NOTHING, scratch[0], measure);
    if (values.length < FEWEST_VALUES) continue;
    if (deciles.length > 0) drift = Math.max(drift ?? 0, driftOf(values, deciles, measure));
    deciles = decilesOf(values, measure);
  }
  return { deciles, moves: movesOf(pairs, measure, room), drift };
}
