import type { FieldDefinition } from '@stock-analyzer/schema';
import { type BoundRelation, bindRelations, type Relation } from '@stock-analyzer/schema/relations';
import { typicalSizes } from '../../calibration/typical';
import { boundsLogOdds, implausibility } from '../../evidence/bounds';
import { type Curve, curveFor } from '../../evidence/curve';
import { decimalsIn, decimalsOf } from '../../evidence/decimals';
import { above, around, close, type Density, learnDensity, type Prior } from '../../evidence/density';
import { type Peers, peersOf } from '../../evidence/peers';
import { LAST_WEEK } from '../../evidence/week-relations';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import { AMENDS } from './slips';

/** What is known of a field before one of its cells is looked at. */
export interface FieldModel {
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
  /** The relations that it stands in. */
  readonly ties: Tie[];
}

/** A relation of the data, with how far its sides lie apart as a rule. */
export interface Tie {
  readonly bound: BoundRelation;
  readonly curve: Curve;
  readonly apart: Density;
  readonly fields: readonly FieldModel[];
  /** What lies below this, on the scale of logarithms of densities, breaks it. */
  readonly limit: number;
}

/** All that was learned. */
export interface Model {
  readonly context: DetectorContext;
  readonly fields: ReadonlyMap<string, FieldModel>;
  readonly ties: readonly Tie[];
  readonly industries: Int32Array;
  /** Exchange rates to the dollar by currency, where a formula tells them. */
  readonly rates: { readonly codes: Int32Array; readonly of: readonly number[] } | null;
}

/** Fewer companies than this are no base to learn from. */
const FEWEST = 10;
/** Of so many values last week's stands for nothing: a share of cells whose value is as good as drawn anew. */
const REDRAWN = 3e-4;
/** Of so many values it is last week's that was off, and nobody saw it. */
const LAST_OFF = 3e-4;
/** Weeks that differ by less, on a field's curve, agree. */
const AGREEING = 1;
/** A move this likely needs no second look. */
const CLOSE = -1;

/** Sides that are e⁴ times rarer than on average. */
const BROKEN = 4;
const MOSTLY = 0.3;
/** Tried in this order. */
const STAYS = [1, 0.8, 0.6, 0.4, 0.2];
/** Last week tells so much more than the peers, in logarithms of densities, that nothing else need be tried. */
const PERSISTENT = 1;

const SPREAD = close(1);

/** What is thought of the moves of a field until they are seen; returns and changes of any span may turn in a week. */
const moveThought = ({ category, kind }: FieldDefinition): Prior =>
  around(kind === 'percentage' && (category === 'performance' || category === 'native') ? 0.4 : 0.05);
/** What is thought of how far the sides of a relation lie apart. */
export const priorOf = ({ kind, tolerance, severity }: Relation): Prior =>
  kind === '≥'
    ? above(1, severity === 'error' ? 1e-4 : 0.02)
    : around(kind === '=' ? 0.01 : tolerance.relative / 2);

/**
 * Learns the model: from approved earlier weeks where there are some, else from the data itself, whose own errors
 * then have to be few.
 */
export function learn(
  context: DetectorContext,
  relations: readonly Relation[],
  rows: Int32Array,
  doubtful = 0,
): Model {
  const { numeric, earlier, rowCount } = context;
  const industry = context.groups('industry');
  const codes = rows.map((row) => industry.codes[row]!);
  const fields = new Map<string, FieldModel>();
  // Of few companies nobody tells industries apart.
  const none = new Int32Array(4 * FEWEST).fill(-1);
  const bases = new Map<string, Float64Array>();
  for (const [key, field] of numeric) {
    const before = (weeks: number) => gathered(rows, (row) => field.before(row, weeks));
    const now = gathered(rows, (row) => field.values[row]!);
    const last = before(1);
    const hasLast = earlier.length > 0 && countOf(last) >= FEWEST;
    const base = hasLast ? last : now;
    bases.set(key, base);
    const seen = base.filter((value) => Number.isFinite(value) && value !== 0);
    const isBased = seen.length >= FEWEST;
    const known = (isBased ? seen : Float64Array.from([...seen, ...usual(field.field)])).sort();
    const curve = curveFor(known, 0.1);
    const wide = curveFor(known, 0.5);
    const curved = onCurve(wide, isBased ? base : known);
    const size = Math.abs(known[Math.floor(known.length * 0.75)] ?? 1);
    const middle = curve.of(known[known.length >> 1] ?? 0);
    const peers = peersOf(curved, isBased ? codes : none, industry.names.length);
    const all = peers.length - 1;
    const spread = learnDensity(
      finite(
        curved.map((value, index) => standing(value, peers[isBased ? codes[index]! : all] ?? peers[all]!)),
      ),
      SPREAD,
    );
    const weeks = [
      now,
      last,
      ...Array.from({ length: Math.max(0, earlier.length - 1) }, (_, at) => before(at + 2)),
    ];
    const points = weeks.slice(0, earlier.length + 1).map((values) => onCurve(curve, values));
    // With one earlier week, what is learned of moves is learned from this week's.
    const pairs = points.slice(earlier.length > 1 ? 1 : 0, -1);
    const moves = new Float64Array(pairs.length * rows.length);
    let move: Density | null = null;
    let stays = 1;
    // Both in the field's unit, at a typical value: curves differ.
    const byPeers = spread.typical - peers[all]!.logWidth + wide.slope(size) - curve.slope(size);
    for (const part of earlier.length > 0 ? STAYS : []) {
      pairs.forEach((newer, at) => {
        const older = points[points.indexOf(newer) + 1]!;
        const offset = at * rows.length;
        for (let index = 0; index < newer.length; index++) {
          moves[offset + index] = newer[index]! - middle - part * (older[index]! - middle);
        }
      });
      const found = learnDensity(finite(moves), moveThought(field.field));
      if (found.typical > (move?.typical ?? byPeers)) [move, stays] = [found, part];
      if (part === 1 && found.typical > byPeers + PERSISTENT) break;
    }
    fields.set(key, {
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
      ties: [],
    });
  }
  const groups = (key: string) => {
    const { names, codes: all } = context.groups(key);
    return { names, codes: rows.map((row) => all[row]!) };
  };
  // Last week's numbers of the weeks that are learned from: those of the week before.
  const older = (key: string) => {
    const field = numeric.get(key.slice(0, -LAST_WEEK.length));
    return field && earlier.length > 1 ? gathered(rows, (row) => field.before(row, 2)) : undefined;
  };
  const learned = bindRelations(relations, {
    rowCount: rows.length,
    numbers: (key) => (key.endsWith(LAST_WEEK) ? older(key) : bases.get(key)),
    groups,
  });
  const bound = bindRelations(relations, {
    rowCount,
    numbers: (key) => (key.endsWith(LAST_WEEK) ? lastWeek(context, key) : numeric.get(key)?.values),
    groups: context.groups,
  });
  const ties = bound.flatMap((each): Tie[] => {
    const past = learned.find(({ relation }) => relation === each.relation);
    const { curve } = fields.get(each.relation.left)!;
    const differences = Float64Array.from(rows, (_, index) =>
      past ? curve.of(past.left(index)) - curve.of(past.right(index)) : Number.NaN,
    );
    const apart = learnDensity(finite(differences), priorOf(each.relation), doubtful);
    const limit = apart.typical - BROKEN;
    const tied = each.keys.flatMap((key) => fields.get(key) ?? []);
    const tie = { bound: each, curve, apart, limit, fields: tied };
    if (isBrokenMostly(tie, rows)) return [];
    for (const field of tie.fields) field.ties.push(tie);
    return [tie];
  });
  return { context, fields, ties, industries: industry.codes, rates: ratesOf(context, ties) };
}

/** The exchange rates that a formula's constants tell; NaN for the dollar, and for what is as good as it. */
function ratesOf(context: DetectorContext, ties: readonly Tie[]): Model['rates'] {
  const { bound } =
    ties.find(({ bound: { relation } }) => relation.kind === '=' && relation.constant?.as === 'factor') ?? {};
  if (!bound) return null;
  const { names, codes } = context.groups(bound.relation.constant!.by);
  const of = names.map((name) => 1 / (bound.constants.get(name) ?? Number.NaN));
  return { codes, of: of.map((rate) => (Math.abs(Math.log(rate)) > 0.3 ? rate : Number.NaN)) };
}

/** A field's numbers of last week in the order of this week's rows; undefined without one. */
function lastWeek({ numeric, earlier, rowCount }: DetectorContext, key: string): Float64Array | undefined {
  const field = numeric.get(key.slice(0, -LAST_WEEK.length));
  if (!field || earlier.length === 0) return undefined;
  return Float64Array.from({ length: rowCount }, (_, row) => field.before(row));
}

/** A formula that does not hold in so many rows is no formula of this data. */
function isBrokenMostly(tie: Tie, rows: Int32Array): boolean {
  let broken = 0;
  let present = 0;
  for (const row of rows) {
    if (Number.isNaN(tie.bound.left(row)) || Number.isNaN(tie.bound.right(row))) continue;
    present++;
    if (tieLog(tie, row) < tie.limit) broken++;
  }
  return broken > Math.max(FEWEST, MOSTLY * present);
}

/** The peers of a row. */
export function peersAt({ industries }: Model, { peers }: FieldModel, row: number): Peers {
  return peers[industries[row]!] ?? peers[peers.length - 1]!;
}

/** How many widths a value on the curve is from its peers' centre. */
export function standing(curved: number, { center, width }: Peers): number {
  return (curved - center) / width;
}

/** Last week's value, or that of the newest week that has one. */
export function beforeAt({ context }: Model, { numeric }: FieldModel, row: number): number {
  for (let weeks = 1; weeks <= context.earlier.length; weeks++) {
    const value = numeric.before(row, weeks);
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}

/** What a cell is judged by, whatever value it has: last week's, and its peers. */
export interface Anchor {
  /** NaN where there is none, or where it tells less than the peers. */
  readonly old: number;
  /** Whether there is none, or no week before last agrees with it, so that last week's may be what is off. */
  readonly isDoubtful: boolean;
  /** Where it draws the value to, from the field's middle on its curve. */
  readonly pull: number;
  readonly peers: Peers;
}

/** The anchor of a cell. */
export function anchorOf(model: Model, field: FieldModel, row: number): Anchor {
  const found = field.move ? beforeAt(model, field, row) : Number.NaN;
  const old = found === 0 ? Number.NaN : found;
  const isDoubtful = !(Math.abs(moveOf(field, old, field.numeric.before(row, 2))) < AGREEING);
  const { curve, middle, stays } = field;
  const pull = stays * (curve.of(old) - middle);
  return { old, isDoubtful, pull, peers: peersAt(model, field, row) };
}

/** Logarithm of the density of a value, given last week's, else given its peers. */
export function ownLog(field: FieldModel, { old, isDoubtful, pull, peers }: Anchor, value: number): number {
  const { curve, wide, spread, move, middle } = field;
  const slope = curve.slope(value);
  let moved = Number.isNaN(old) ? null : move!.log(curve.of(value) - middle - pull) + slope;
  if (moved !== null && moved - slope > CLOSE) return moved;
  if (moved !== null && isDoubtful) {
    let best = Number.NEGATIVE_INFINITY;
    for (const factor of AMENDS) best = Math.max(best, move!.log(moveOf(field, value, old * factor)));
    // The more so the stranger last week's is among its peers, compared with this one.
    const at = (each: number) => spread.log(standing(wide.of(each), peers));
    moved = Math.log(Math.exp(moved) + LAST_OFF * Math.exp(best + slope + at(value) - at(old)));
  }
  const drawn = spread.log(standing(wide.of(value), peers)) - peers.logWidth + wide.slope(value);
  return moved === null ? drawn : Math.log(Math.exp(moved) + REDRAWN * Math.exp(drawn));
}

/** How far a value is, on the curve, from what last week's makes one expect. */
export function moveOf({ curve, middle, stays }: FieldModel, value: number, old: number): number {
  return curve.of(value) - middle - stays * (curve.of(old) - middle);
}

/** The same on average, of values as they come near this one. */
export function ownTypical(field: FieldModel, { old, peers }: Anchor, value: number): number {
  if (!Number.isNaN(old)) return field.move!.typical + field.curve.slope(value);
  return field.spread.typical - peers.logWidth + field.wide.slope(value);
}

/** Logarithm of the density of a relation's sides being as far apart as they are in a row. */
export function tieLog({ bound, curve, apart }: Tie, row: number): number {
  const left = bound.left(row);
  const right = bound.right(row);
  return Number.isNaN(left) || Number.isNaN(right)
    ? apart.typical
    : apart.log(curve.of(left) - curve.of(right));
}

/** What ranges and decimals say of a value. */
export function plainLog({ numeric: { field }, decimals, implausible }: FieldModel, value: number): number {
  return boundsLogOdds(field, value, implausible) + decimals[decimalsOf(value)]!;
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

/** The finite ones in ascending order. */
function finite(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at++) if (Number.isFinite(values[at])) found[count++] = values[at]!;
  return found.subarray(0, count).sort();
}

function gathered(rows: Int32Array, read: (row: number) => number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) values[at] = read(rows[at]!);
  return values;
}
