import { boundsEvidence, boundsLogOdds } from '../../evidence/bounds';
import { evidence } from '../../evidence/describe';
import { likelihoodRatio, tinyRatio } from '../../evidence/likelihood';
import type { Evidence } from '../../model/plan';
import type { DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import type { Factor } from './factors';
import { breach, neighboursOf, witnessesOf } from './witnesses';

/** What the validator's finding of basis points counts for: it looks at the ranges and, as we do, at peers. */
const FOUND_BASIS_POINTS = 5.5;

/** Weighs whether a cell of one field is off by a factor. */
export interface Scales {
  /** Odds of each factor, in the order given, against the cell being right as it is. */
  readonly weigh: (row: number, value: number, factors: readonly Factor[], out: Float64Array) => void;
  /** The same for one factor, told piece by piece. */
  readonly explain: (row: number, value: number, factor: Factor, meant: number) => Evidence[];
  /** True if last week's value leaves no room for a factor of 100. */
  readonly isSettled: (row: number, value: number) => boolean;
}

/** Gathers all that speaks about a field once, so that a cell costs only arithmetic. */
export function createScales(context: DetectorContext, subject: NumericField): Scales {
  const { field, name, previous, peers } = subject;
  const witnesses = witnessesOf(context, subject);
  const neighbours = neighboursOf(context, field.key);

  const foundLogOdds = (row: number, factor: number) =>
    factor === 1 / 100 &&
    context.issueOf(row, name)?.code === 'percentage_basis_points' &&
    peers(row) === null
      ? FOUND_BASIS_POINTS
      : 0;

  return {
    isSettled(row, value) {
      const old = previous?.[row] ?? Number.NaN;
      return Math.abs(value - old) <= 0.3 * Math.abs(old);
    },
    weigh(row, value, factors, out) {
      for (let index = 0; index < factors.length; index++) {
        const { odds, factor } = factors[index]!;
        const meant = value * factor;
        let logOdds = boundsLogOdds(field, value, meant) + foundLogOdds(row, factor);
        for (const neighbour of neighbours) logOdds += breach(neighbour, row, value, meant);
        out[index] = logOdds === 0 ? odds : odds * Math.exp(logOdds);
      }
      let isTold = false;
      for (const { center, spread, scale, isSpecific } of witnesses) {
        const expected = center(row);
        if (Number.isNaN(expected)) continue;
        const width = spread(row, expected);
        const isFirst = isSpecific && !isTold;
        if (isFirst) isTold = true;
        for (let index = 0; index < factors.length; index++) {
          const { factor } = factors[index]!;
          if (isFirst) out[index]! *= tinyRatio(factor, subject.scale);
          out[index]! *= likelihoodRatio(value, value * factor, expected, width, scale);
        }
      }
    },
    explain(row, value, { factor, odds, oneIn }, meant) {
      const told = [evidence('prior', Math.log(odds), { one_in: oneIn, factor })];
      const bounds = boundsEvidence(field, value, meant);
      if (bounds) told.push(bounds);
      if (foundLogOdds(row, factor) > 0) told.push(evidence('issue', FOUND_BASIS_POINTS, {}));
      let isTold = false;
      for (const { center, spread, scale, isSpecific, tell } of witnesses) {
        const expected = center(row);
        if (Number.isNaN(expected)) continue;
        const tiny = isSpecific && !isTold ? tinyRatio(factor, subject.scale) : 1;
        isTold ||= isSpecific;
        const ratio = tiny * likelihoodRatio(value, meant, expected, spread(row, expected), scale);
        told.push(tell(row, Math.log(ratio), expected));
      }
      for (const neighbour of neighbours) {
        const logOdds = breach(neighbour, row, value, meant);
        const other = neighbour.other.values[row]!;
        if (logOdds !== 0) told.push(evidence('order', logOdds, { other }, neighbour.formula));
      }
      return told;
    },
  };
}
