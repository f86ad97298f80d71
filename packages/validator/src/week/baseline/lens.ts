import type { FieldDefinition } from '@stock-analyzer/schema';
import type { FieldColumn } from '../../columns/field-column';
import { memo } from '../../memo';
import type { RuleData } from '../../rules/rule';
import { rowsInEarlierWeeks } from '../matching';
import { type Baseline, type FieldBaseline, type GroupSpread, RARITIES } from './baseline';
import { learn } from './learn';
import { deviation } from './quantiles';
import { hasNumbers, insideOf, type Scale, scaleOf } from './scale';

/** One numeric field of the data under check, and what approved weeks tell of it. */
export interface Lens {
  readonly field: FieldDefinition;
  /** Index in the schema. */
  readonly index: number;
  readonly column: FieldColumn;
  readonly known: FieldBaseline;
  readonly scale: Scale;
  /** The spread of the peers of a row. */
  spreadAt(row: number): GroupSpread;
  /** Robust deviations of a row's value from its peers. */
  deviationAt(row: number): number;
  /**
   * Calls for the rows with a value that may be more than so many deviations below or above their peers: for all that
   * are, and for few others, in a fraction of the time that the exact distance takes.
   */
  eachBeyond(below: number, above: number, call: (row: number) => void): void;
}

const learned = memo((data: RuleData): Baseline | undefined => {
  const weeks = data.earlier.map(({ table }) => table);
  return weeks.length === 0 ? undefined : learn(weeks, rowsInEarlierWeeks(data));
});

/** What is known of the fields: a baseline that was given, else what the earlier weeks tell. */
export type LensesOf = (data: RuleData) => readonly Lens[] | undefined;

/** Makes lenses once a check. Undefined where there is neither a baseline nor an earlier week. */
export function lenses(given: Baseline | undefined): LensesOf {
  return memo((data: RuleData) => {
    const baseline = given ?? learned(data);
    if (!baseline) return undefined;
    const { schema, columns } = data.table;
    return schema.fields.flatMap((field, index) => {
      const column = columns[index];
      if (!hasNumbers(column) || !Object.hasOwn(baseline.fields, field.name)) return [];
      return lensOf(field, index, column, baseline.fields[field.name]!, data);
    });
  });
}

function lensOf(
  field: FieldDefinition,
  index: number,
  column: FieldColumn,
  known: FieldBaseline,
  { table }: RuleData,
): Lens {
  const scale = scaleOf(known);
  const peers = known.by === null ? undefined : table.byKey(known.by);
  const groups = new Map(Object.entries(known.groups));
  const spreads = (peers?.dictionary ?? []).map((name) => groups.get(name) ?? known.all);
  const spreadAt = (row: number) => spreads[peers?.codes[row] ?? -1] ?? known.all;
  const { numbers } = column;
  return {
    field,
    index,
    column,
    known,
    scale,
    spreadAt,
    deviationAt: (row) => deviation(scale(numbers[row]!), spreadAt(row)),
    eachBeyond(below, above, call) {
      const bounds = [known.all, ...spreads].map((spread) => insideOf(spread, below, above, known));
      const lowest = Float64Array.from(bounds, ([low]) => low);
      const highest = Float64Array.from(bounds, ([, high]) => high);
      const codes = peers?.codes ?? new Int32Array(numbers.length).fill(-1);
      eachOutside(numbers, codes, lowest, highest, call);
    },
  };
}

/** Calls for the rows whose number lies out of its group's bounds, which stand one place behind the group's code. */
function eachOutside(
  numbers: Float64Array,
  codes: Int32Array,
  lowest: Float64Array,
  highest: Float64Array,
  call: (row: number) => void,
): void {
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    const at = codes[row]! + 1;
    if (!(value > lowest[at]! && value < highest[at]!) && !Number.isNaN(value)) call(row);
  }
}

/** Where fewer values are known than the rarity asked for, so much beyond the rarest that is known. */
const BEYOND_KNOWN = 1.5;

/** The deviations beyond which a value counts: at least so many, and rarer than one in so many. */
export function limitOf(tail: readonly number[], deviations: number, rarity: number): number {
  const at = RARITIES.findIndex((each) => each >= rarity);
  const point = at >= 0 && at < tail.length ? tail[at]! : BEYOND_KNOWN * (tail.at(-1) ?? 0);
  return Math.max(deviations, point);
}
