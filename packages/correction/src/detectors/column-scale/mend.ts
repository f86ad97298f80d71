import { bindRelations, type Relation } from '@stock-analyzer/schema/relations';
import { typicalSizes } from '../../calibration/typical';
import { curveFor } from '../../evidence/curve';
import { learnDensity } from '../../evidence/density';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import { priorOf } from '../scale/model';
import { scaled } from '../scale/readings';
import { SLIPS } from '../scale/slips';

/** A column in another unit. */
export interface OffColumn {
  readonly numeric: NumericField;
  /** Its values as they came. */
  readonly found: Float64Array;
  /** The right value is the present one times this. */
  readonly factor: number;
  readonly logOdds: number;
  readonly evidence: readonly Evidence[];
}

/** Fewer companies than this tell nothing of a column. */
const FEWEST = 10;
/** How far a column's median may lie from where a slip would put it, as a natural logarithm. */
const ROOM = 0.9;
const ROOM_OF_TYPICAL = 1.6;
/** With one earlier week nobody knows how far the field's values move as a rule. */
const UNKNOWN_MOVE = 0.5;
/** One column in so many. */
const ONE_IN = 500;
const NONE = new Float64Array();

/**
 * Finds columns that are in another unit as a whole, surest first, and puts the right values in, so that what
 * comes after judges cells under the unit that they should be in.
 */
export function mendColumns(
  context: DetectorContext,
  relations: readonly Relation[],
  rows: Int32Array,
): OffColumn[] {
  const off: OffColumn[] = [];
  for (const numeric of context.numeric.values()) {
    const found = fromHistory(context, numeric, rows);
    if (found) off.push(mended(numeric, found));
  }
  if (context.earlier.length > 0) return off;
  for (;;) {
    const best = fromItself(context, relations, rows);
    if (!best || off.some(({ numeric }) => numeric === best.numeric)) return off;
    off.push(mended(best.numeric, best));
  }
}

type Found = Omit<OffColumn, 'numeric' | 'found'>;

function mended(numeric: NumericField, found: Found): OffColumn {
  const kept = numeric.values.slice();
  kept.forEach((value, row) => {
    numeric.values[row] = scaled(value, found.factor);
  });
  return { numeric, found: kept, ...found };
}

function fromHistory(context: DetectorContext, numeric: NumericField, rows: Int32Array): Found | null {
  if (context.earlier.length === 0) return null;
  const own: number[] = [];
  const now: number[] = [];
  const then: number[] = [];
  for (const row of rows) {
    const [value, old] = [Math.abs(numeric.values[row]!), Math.abs(numeric.before(row))];
    if (!(value > 0 && old > 0 && value < Infinity && old < Infinity)) continue;
    own.push(row);
    now.push(value);
    then.push(old);
  }
  if (now.length < FEWEST) return null;
  const [middle, previous] = [median(now), median(then)];
  const move = Math.log(middle) - Math.log(previous);
  for (const [factor] of SLIPS) {
    const slip = -Math.log(factor);
    if (Math.abs(move - slip) > ROOM) continue;
    // Another field's column may have such a median too, but its companies do not move together.
    const apart = now.map((value, index) => Math.abs(Math.log(value) - Math.log(then[index]!) - slip));
    if (median(apart) > usualMove(numeric, own)) continue;
    const affected = apart.filter((each) => each < Math.abs(slip) / 2).length;
    // Back from logarithms, to the last bit as plans have always told it.
    const told = evidence('column', 16, {
      affected,
      total: now.length,
      median: Math.exp(Math.log(middle)),
      previous: Math.exp(Math.log(previous)),
    });
    return { factor, logOdds: 16 - Math.log(ONE_IN), evidence: [prior(), told] };
  }
  return null;
}

/** How far the field's values move in a week as a rule, as a natural logarithm. */
function usualMove(numeric: NumericField, rows: readonly number[]): number {
  const moves: number[] = [];
  for (const row of rows) {
    const move = Math.abs(Math.log(Math.abs(numeric.before(row)) / Math.abs(numeric.before(row, 2))));
    if (Number.isFinite(move)) moves.push(move);
  }
  return moves.length < FEWEST ? UNKNOWN_MOVE : 1.5 * median(moves) + 0.1;
}

/** The column whose other unit explains most: by what the field usually is like, and by its relations. */
function fromItself(
  context: DetectorContext,
  relations: readonly Relation[],
  rows: Int32Array,
): (Found & { numeric: NumericField }) | null {
  const data = {
    rowCount: context.rowCount,
    numbers: (key: string) => context.numeric.get(key)?.values,
    groups: context.groups,
  };
  // A constant would take in the slip of a column.
  const ties = bindRelations(
    relations.filter(({ constant, kind }) => !constant && kind !== '≥'),
    data,
  );
  const sides = ties.map((bound) => {
    const numbers = context.numeric.get(bound.relation.left)!.values;
    const curve = curveFor(
      Float64Array.from(rows, (row) => numbers[row]!)
        .filter((value) => Number.isFinite(value) && value !== 0)
        .sort(),
      0.1,
    );
    return { bound, curve, apart: learnDensity(NONE, priorOf(bound.relation)) };
  });
  let best: (Found & { numeric: NumericField }) | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const [key, numeric] of context.numeric) {
    const sizes: number[] = [];
    for (const row of rows) {
      const size = Math.abs(numeric.values[row]!);
      if (size > 0 && size < Infinity) sizes.push(Math.log(size));
    }
    const own = sides.filter(({ bound }) => bound.keys.includes(key));
    const usual = typicalSizes[key];
    const typical = usual === undefined ? undefined : Math.log(usual);
    if (sizes.length < FEWEST || (own.length === 0 && typical === undefined)) continue;
    const size = median(sizes);
    for (const [factor] of SLIPS) {
      const slip = -Math.log(factor);
      const isTypical = typical !== undefined && Math.abs(size - typical - slip) < ROOM_OF_TYPICAL;
      if (typical !== undefined && !isTypical) continue;
      const gains = own.map(({ bound, curve, apart }) =>
        gainOf(numeric, factor, rows, (row) =>
          apart.log(curve.of(bound.left(row)) - curve.of(bound.right(row))),
        ),
      );
      const gain = gains.reduce((sum, each) => sum + each, 0);
      if (gain < (isTypical ? -0.3 : 1) || gains.some((each) => each < -0.5)) continue;
      const logOdds = (isTypical ? 11 : 5) + Math.min(6, 4 * gain) - Math.log(ONE_IN);
      // Of factors that all explain it well enough, the one that explains most.
      if (best && (best.logOdds > logOdds || (best.logOdds === logOdds && most >= gain))) continue;
      most = gain;
      const told = evidence(
        'column',
        logOdds + Math.log(ONE_IN),
        {
          affected: sizes.length,
          total: sizes.length,
          median: Math.exp(size),
          ...(usual !== undefined && { typical: usual }),
        },
        own.map(({ bound }) => bound.relation.description.en).join(', ') || null,
      );
      best = { numeric, factor, logOdds, evidence: [prior(), told] };
    }
  }
  return best;
}

function gainOf(
  { values }: NumericField,
  factor: number,
  rows: Int32Array,
  log: (row: number) => number,
): number {
  const gains: number[] = [];
  for (const row of rows) {
    const before = log(row);
    const kept = values[row]!;
    values[row] = kept * factor;
    const gain = log(row) - before;
    values[row] = kept;
    if (Number.isFinite(gain) && kept !== 0) gains.push(gain);
  }
  return gains.length < FEWEST ? 0 : median(gains);
}

function prior(): Evidence {
  return evidence('prior', -Math.log(ONE_IN), { one_in: ONE_IN });
}

function median(values: readonly number[]): number {
  return new Float64Array(values).sort()[values.length >> 1]!;
}
