import { boundsEvidence, boundsLogOdds } from '../../evidence/bounds';
import { evidence } from '../../evidence/describe';
import { type Expectation, likelihoodRatio, MAX_LOG_ODDS } from '../../evidence/likelihood';
import { orders, relations } from '../../evidence/relations';
import type { Evidence } from '../../model/plan';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import type { Factor } from './factors';

/** From week to week half of all values move by less than this part of themselves. */
const WEEKLY_MOVE = 0.1;
/** Ratios and percentages move by this part of their peers' spread as well, however near zero they are. */
const WEEKLY_NOISE = 0.05;

/** What the validator's finding of basis points counts for: it looks at the ranges and, as we do, at peers. */
const FOUND_BASIS_POINTS = 5.5;

/** A source of expectations about one field's cells. */
interface Witness {
  readonly expect: (row: number, value: number) => Expectation | null;
  readonly tell: (row: number, logOdds: number, expected: Expectation) => Evidence;
}

/** An order with the field on the other side of it. */
interface Neighbour {
  readonly other: NumericField;
  readonly isLarger: boolean;
  readonly weight: number;
  readonly formula: string;
}

/** Weighs whether a cell of one field is off by a factor. */
export interface Scales {
  /** Log-odds of each factor, in the order given, against the cell being right as it is. */
  readonly weigh: (row: number, value: number, factors: readonly Factor[], out: Float64Array) => void;
  /** The same for one factor, told piece by piece. */
  readonly explain: (row: number, value: number, factor: Factor, meant: number) => Evidence[];
  /** True if last week's value leaves no room for a factor of 100. */
  readonly isSettled: (row: number, value: number) => boolean;
}

/** Gathers all that speaks about a field once, so that a cell costs only arithmetic. */
export function createScales(context: DetectorContext, subject: NumericField): Scales {
  const { field, name, previous, peers } = subject;
  const witnesses = [
    ...(previous ? [historyWitness(subject, previous)] : []),
    ...relationWitnesses(context, field.key),
    peersWitness(context, subject),
  ];
  const neighbours = neighboursOf(context, field.key);
  const foundLogOdds = (row: number, factor: number) =>
    factor === 1 / 100 &&
    context.issueOf(row, name)?.code === 'percentage_basis_points' &&
    peers(row) === null
      ? FOUND_BASIS_POINTS
      : 0;

  return {
    isSettled: (row, value) => {
      const old = previous?.[row] ?? Number.NaN;
      return Math.abs(value - old) <= 0.3 * Math.abs(old);
    },
    weigh: (row, value, factors, out) => {
      for (let index = 0; index < factors.length; index++) {
        const { logOdds, factor } = factors[index]!;
        out[index] = logOdds + boundsLogOdds(field, value, value * factor) + foundLogOdds(row, factor);
        for (const neighbour of neighbours)
          out[index]! += orderLogOdds(neighbour, row, value, value * factor);
      }
      for (const { expect } of witnesses) {
        const expected = expect(row, value);
        if (!expected) continue;
        for (let index = 0; index < factors.length; index++) {
          out[index]! += Math.log(likelihoodRatio(value, value * factors[index]!.factor, expected));
        }
      }
    },
    explain: (row, value, { factor, logOdds, oneIn }, meant) => {
      const told: (Evidence | null)[] = [
        evidence('prior', logOdds, { one_in: oneIn, factor }),
        boundsEvidence(field, value, meant),
        foundLogOdds(row, factor) > 0 ? evidence('issue', FOUND_BASIS_POINTS, {}) : null,
      ];
      for (const { expect, tell } of witnesses) {
        const expected = expect(row, value);
        if (expected) told.push(tell(row, Math.log(likelihoodRatio(value, meant, expected)), expected));
      }
      for (const neighbour of neighbours) {
        const weight = orderLogOdds(neighbour, row, value, meant);
        const other = neighbour.other.values[row]!;
        if (weight !== 0) told.push(evidence('order', weight, { other }, neighbour.formula));
      }
      return told.filter((piece) => piece !== null);
    },
  };
}

function historyWitness({ scale, peers }: NumericField, previous: Float64Array): Witness {
  return {
    expect: (row) => {
      const center = previous[row]!;
      if (!Number.isFinite(center)) return null;
      if (scale === 'log') return { center, spread: WEEKLY_MOVE, scale };
      const spread = WEEKLY_MOVE * Math.abs(center) + WEEKLY_NOISE * (peers(row)?.spread ?? 1);
      return { center, spread, scale };
    },
    tell: (_, logOdds, { center }) => evidence('history', logOdds, { previous: center }),
  };
}

function peersWitness(context: DetectorContext, { peers }: NumericField): Witness {
  return {
    expect: peers,
    tell: (row, logOdds, { center, spread }) => {
      const { group, count } = peers(row)!;
      return evidence(
        'peers',
        logOdds,
        { median: center, spread, count },
        context.groups.names[group] ?? null,
      );
    },
  };
}

/** One witness a relation: it expects of the field what the others of its formula give. */
function relationWitnesses(context: DetectorContext, key: string): Witness[] {
  return relations.flatMap(({ formula, powers, constant, tolerance }) => {
    const own = powers[key];
    const others = Object.entries(powers)
      .filter(([name]) => name !== key)
      .map(([name, power]) => ({ values: context.numeric.get(name)?.values, power }));
    if (own === undefined || others.some(({ values }) => !values)) return [];
    const expect = (row: number): Expectation | null => {
      let product = constant;
      for (const { values, power } of others) {
        const value = values![row]!;
        product = power === 1 ? product / value : product * value;
      }
      const center = own === 1 ? product : 1 / product;
      if (!Number.isFinite(center) || center === 0) return null;
      return { center, spread: tolerance * Math.abs(center), scale: 'linear' };
    };
    const tell: Witness['tell'] = (_, logOdds, { center }) =>
      evidence('relation', logOdds, { expected: center }, formula);
    return [{ expect, tell }];
  });
}

function neighboursOf(context: DetectorContext, key: string): Neighbour[] {
  return orders.flatMap(({ formula, larger, smaller, weight }) => {
    const isLarger = key === larger;
    const other = context.numeric.get(isLarger ? smaller : larger);
    return (isLarger || key === smaller) && other ? [{ other, isLarger, weight, formula }] : [];
  });
}

function orderLogOdds(
  { other, isLarger, weight }: Neighbour,
  row: number,
  value: number,
  meant: number,
): number {
  const limit = other.values[row]!;
  if (Number.isNaN(limit)) return 0;
  const breaks = (own: number) => (isLarger ? own < limit : own > limit);
  return (Number(breaks(value)) - Number(breaks(meant))) * Math.min(weight, MAX_LOG_ODDS);
}
