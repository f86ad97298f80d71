import type { FieldDefinition } from '@stock-analyzer/schema';
import { typicalSizes } from '../../calibration/typical';
import { implausibility } from '../../evidence/bounds';
import { type Curve, curveFor } from '../../evidence/curve';
import { decimalsIn } from '../../evidence/decimals';
import { around, close, type Density, learnDensity, type Prior } from '../../evidence/density';
import { type Peers, peersOf } from '../../evidence/peers';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';

/** What a field's own values tell of it. */
export interface LearnedField {
  readonly numeric: NumericField;
  /** To see how its values move. */
  readonly curve: Curve;
  /** To see where companies lie. */
  readonly wide: Curve;
  /** By industry; the last of all companies. */
  readonly peers: readonly Peers[];
  /** Of a value from its peers' centre, in their widths. */
  readonly spread: Density;
  /** Of a value from what last week's makes one expect; null where that tells less than the peers do. */
  readonly move: Density | null;
  /** How much of a deviation from the peers stays until next week: 1 for sizes, less for returns of short spans. */
  readonly stays: number;
  /** The median on the curve. */
  readonly middle: number;
  readonly decimals: Float64Array;
  /** Log-odds of a value outside the plausible range. */
  readonly implausible: number;
  /** Whether enough companies tell what the field is like. */
  readonly isBased: boolean;
}

/** What was learned of a field, and from what. */
export interface FieldSource {
  readonly learned: LearnedField;
  /** This week's values. */
  readonly now: Float64Array;
  /** The values that tell where companies lie: last week's if there are any. */
  readonly base: Float64Array;
}

/** Fewer companies than this are no base to learn from. */
export const FEWEST = 10;
/** Tried in this order. */
const STAYS = [1, 0.8, 0.6, 0.4, 0.2];
/** Last week tells so much more than the peers, in logarithms of densities, that nothing else need be tried. */
const PERSISTENT = 1;

const SPREAD = close(1);

/** What is thought of the moves of a field until they are seen; returns and changes of any span may turn in a week. */
const moveThought = ({ category, kind }: FieldDefinition): Prior =>
  around(kind === 'percentage' && (category === 'performance' || category === 'native') ? 0.4 : 0.05);
const UNMOVED = { move: null, stays: 1 };
/** Of few companies nobody tells industries apart. */
const NO_INDUSTRY = new Int32Array(4 * FEWEST).fill(-1);

/**
 * Learns what a field is like from some companies.
 *
 * @param known What was learned from the same earlier weeks; it is that still where this week's values are the same.
 */
export function learnField(
  context: DetectorContext,
  field: NumericField,
  rows: Int32Array,
  codes: Int32Array,
  known?: FieldSource,
): FieldSource {
  const weeks = context.earlier.length;
  const before = (week: number) => gathered(rows, (row) => field.before(row, week));
  const now = gathered(rows, (row) => field.values[row]!);
  if (known && isSame(known.now, now)) return known;
  const last = weeks > 0 ? before(1) : now;
  const base = countOf(last) >= FEWEST ? last : now;
  const seen = base.filter((value) => Number.isFinite(value) && value !== 0);
  const isBased = seen.length >= FEWEST;
  const sorted = (isBased ? seen : Float64Array.from([...seen, ...usual(field.field)])).sort();
  const curve = curveFor(sorted, 0.1);
  const wide = curveFor(sorted, 0.5);
  const curved = onCurve(wide, isBased ? base : sorted);
  const industries = context.groups('industry').names.length;
  const peers = peersOf(curved, isBased ? codes : NO_INDUSTRY, industries);
  const all = peers.length - 1;
  const spread = learnDensity(
    finite(
      curved.map((value, index) => standing(value, peers[isBased ? codes[index]! : all] ?? peers[all]!)),
    ),
    SPREAD,
  );
  const middle = curve.of(sorted[sorted.length >> 1] ?? 0);
  const size = Math.abs(sorted[Math.floor(sorted.length * 0.75)] ?? 1);
  // Both in the field's unit, at a typical value: curves differ.
  const byPeers = spread.typical - peers[all]!.logWidth + wide.slope(size) - curve.slope(size);
  // With one earlier week, what is learned of moves is learned from this week's.
  const older = Array.from({ length: Math.max(0, weeks - 1) }, (_, at) => before(at + 2));
  const points = (weeks === 1 ? [now, last] : [last, ...older]).map((values) => onCurve(curve, values));
  const { move, stays } = weeks === 0 ? UNMOVED : movesOf(points, middle, field.field, byPeers);
  const learned = {
    numeric: field,
    curve,
    wide,
    middle,
    peers,
    spread,
    move,
    stays,
    isBased,
    implausible: implausibility(field.field, seen),
    decimals: decimalsIn(base.subarray(0, 2000)),
  };
  return { learned, now, base };
}

/** How a field moves from week to week, by its points on the curve, the latest week first. */
function movesOf(
  points: readonly Float64Array[],
  middle: number,
  field: FieldDefinition,
  byPeers: number,
): Pick<LearnedField, 'move' | 'stays'> {
  const pairs = points.slice(0, -1);
  const { length } = points[0]!;
  const moves = new Float64Array(pairs.length * length);
  let move: Density | null = null;
  let stays = 1;
  for (const part of STAYS) {
    pairs.forEach((newer, at) => {
      const older = points[at + 1]!;
      const offset = at * length;
      for (let index = 0; index < length; index++) {
        moves[offset + index] = newer[index]! - middle - part * (older[index]! - middle);
      }
    });
    const found = learnDensity(finite(moves), moveThought(field));
    if (found.typical > (move?.typical ?? byPeers)) [move, stays] = [found, part];
    if (part === 1 && found.typical > byPeers + PERSISTENT) break;
  }
  return { move, stays };
}

/** Whether numbers are the same, missing ones too. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  let at = 0;
  while (at < a.length && (a[at] === b[at] || (Number.isNaN(a[at]) && Number.isNaN(b[at])))) at++;
  return at === a.length;
}

/** Values as the field usually has them, where hardly any are seen: spread around its typical size. */
function usual({ key, possible, plausible }: FieldDefinition): number[] {
  const size = typicalSizes[key];
  if (size === undefined) return [];
  const isPositive = (possible?.min ?? plausible?.min ?? -1) >= 0;
  return [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2.5, 5].flatMap((times, index) =>
    index % 3 === 0 && !isPositive ? [size * times, -size * times] : [size * times],
  );
}

function onCurve(curve: Curve, values: Float64Array): Float64Array {
  return values.map((value) => (value === 0 || !Number.isFinite(value) ? Number.NaN : curve.of(value)));
}

function countOf(values: Float64Array): number {
  return values.reduce((count, value) => count + Number(Number.isFinite(value)), 0);
}

/** How many widths a value on the curve is from its peers' centre. */
export function standing(curved: number, { center, width }: Peers): number {
  return (curved - center) / width;
}

/** The finite ones in ascending order. */
export function finite(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at++) if (Number.isFinite(values[at])) found[count++] = values[at]!;
  return found.subarray(0, count).sort();
}

/** Something of each row. */
export function gathered(rows: Int32Array, read: (row: number) => number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) values[at] = read(rows[at]!);
  return values;
}
