import { evidence } from '../../evidence/describe';
import type { Scale } from '../../evidence/likelihood';
import { orders, type Relation, relations } from '../../evidence/relations';
import type { Evidence } from '../../model/plan';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';

/** From week to week half of all values move by less than this part of themselves. */
const WEEKLY_MOVE = 0.1;
/** Ratios and percentages move by this part of their peers' spread as well, however near zero they are. */
const WEEKLY_NOISE = 0.05;

/** Returns are given the room of a price that moves by this part of itself; wide, since a return feels both of its ends. */
const WEEKLY_PRICE_MOVE = 0.06;

/** So many companies tell how a column moved; fewer than the other prove nothing of it. */
const ENOUGH_MOVES = 1000;
const FEWEST_MOVES = 10;

/** Something that expects a certain value in a cell. Numbers instead of objects: it is asked of every cell. */
export interface Witness {
  /** What it expects; NaN if it knows nothing of the row. */
  readonly center: (row: number) => number;
  readonly spread: (row: number, center: number) => number;
  readonly scale: Scale;
  /** It knows this very cell, not only cells like it. */
  readonly isSpecific: boolean;
  readonly tell: (row: number, logOdds: number, center: number) => Evidence;
}

/** An order with the field on one side of it. */
export interface Neighbour {
  readonly other: NumericField;
  readonly isLarger: boolean;
  readonly weight: number;
  readonly formula: string;
}

/** All that expects something of a field: last week, the formulas it stands in, its peers. */
export function witnessesOf(context: DetectorContext, subject: NumericField): Witness[] {
  const { previous } = subject;
  return [
    ...(previous ? [historyWitness(subject, previous)] : []),
    ...relations.flatMap((relation) => relationWitness(context, subject.field.key, relation) ?? []),
    // Peers that moved together since last week share whatever happened, and cannot tell of it.
    ...(hasMovedAsWhole(subject) ? [] : [peersWitness(context, subject)]),
  ];
}

/** Whether the typical value is ten times last week's, or a tenth of it: a matter of the column. */
function hasMovedAsWhole({ values, previous }: NumericField): boolean {
  if (!previous) return false;
  const moves: number[] = [];
  for (let row = 0; row < values.length && moves.length < ENOUGH_MOVES; row++) {
    const move = Math.abs(Math.log10(Math.abs(values[row]! / previous[row]!)));
    if (Number.isFinite(move)) moves.push(move);
  }
  return moves.length >= FEWEST_MOVES && moves.sort((a, b) => a - b)[moves.length >> 1]! >= 1;
}

function historyWitness({ field, scale, peers }: NumericField, previous: Float64Array): Witness {
  const isReturn = field.category === 'performance' && field.kind === 'percentage';
  const move = (center: number) =>
    isReturn ? WEEKLY_PRICE_MOVE * (100 + Math.abs(center)) : WEEKLY_MOVE * Math.abs(center);
  return {
    center: (row) => (Number.isFinite(previous[row]) ? previous[row]! : Number.NaN),
    spread: (row, center) =>
      scale === 'log' ? WEEKLY_MOVE : move(center) + WEEKLY_NOISE * (peers(row)?.spread ?? 1),
    scale,
    isSpecific: true,
    tell: (_, logOdds, center) => evidence('history', logOdds, { previous: center }),
  };
}

function peersWitness(context: DetectorContext, { peers, scale }: NumericField): Witness {
  return {
    center: (row) => peers(row)?.center ?? Number.NaN,
    spread: (row) => peers(row)!.spread,
    scale,
    isSpecific: false,
    tell: (row, logOdds, center) => {
      const { group, count, spread } = peers(row)!;
      const name = context.groups.names[group] ?? null;
      return evidence('peers', logOdds, { median: center, spread, count }, name);
    },
  };
}

/** Expects of the field what the others of its formula give; null if the table lacks one of them. */
function relationWitness(
  context: DetectorContext,
  key: string,
  { formula, powers, constant, tolerance }: Relation,
): Witness | null {
  const own = powers[key];
  const others = Object.keys(powers)
    .filter((name) => name !== key)
    .flatMap((name) => {
      const field = context.numeric.get(name);
      return field ? [{ values: field.values, isFactor: powers[name] === 1 }] : [];
    });
  if (own === undefined || others.length + 1 < Object.keys(powers).length) return null;
  return {
    center: (row) => {
      let product = constant;
      for (const { values, isFactor } of others) {
        product = isFactor ? product / values[row]! : product * values[row]!;
      }
      const center = own === 1 ? product : 1 / product;
      return Number.isFinite(center) && center !== 0 ? center : Number.NaN;
    },
    spread: (_, center) => tolerance * Math.abs(center),
    scale: 'linear',
    isSpecific: true,
    tell: (_, logOdds, center) => evidence('relation', logOdds, { expected: center }, formula),
  };
}

/** The orders that a field stands in. */
export function neighboursOf(context: DetectorContext, key: string): Neighbour[] {
  return orders.flatMap(({ formula, larger, smaller, weight }) => {
    const isLarger = key === larger;
    const other = context.numeric.get(isLarger ? smaller : larger);
    return (isLarger || key === smaller) && other ? [{ other, isLarger, weight, formula }] : [];
  });
}

/** Log-odds of a correction by an order that it mends, or breaks. */
export function breach(
  { other, isLarger, weight }: Neighbour,
  row: number,
  value: number,
  meant: number,
): number {
  const limit = other.values[row]!;
  const before = isLarger ? value < limit : value > limit;
  const after = isLarger ? meant < limit : meant > limit;
  return before === after ? 0 : before ? weight : -weight;
}
