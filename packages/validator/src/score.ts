import type { IssueCode } from '@stock-analyzer/schema';
import type { Tally } from './engine/tally';
import { round } from './numbers';

/** What a part of the score lost its points to. */
export interface LostPoints {
  /** The kind of issue; for completeness, the field that has gaps. */
  readonly code?: IssueCode;
  readonly field?: string;
  /** How many issues, or missing values. */
  readonly count: number;
  /** Points of the total. */
  readonly lost: number;
}

/** One part of the quality score. */
export interface ScorePart {
  readonly name: 'validity' | 'completeness' | 'consistency' | 'plausibility' | 'uniqueness';
  /** Points that a perfect value gives. The weights add up to 100. */
  readonly weight: number;
  /** How good the data is in this respect, in percent. */
  readonly value: number;
  /** Points lost: weight × (100 − value) ÷ 100. */
  readonly lost: number;
  /** Where they were lost, the most first; the points are shared out by number of issues. */
  readonly lost_to: readonly LostPoints[];
}

/**
 * The quality score, 0 to 100: the sum of what its parts keep of their weights.
 *
 * - validity (40): companies without an error ÷ companies
 * - completeness (20): values ÷ cells, over the fields that the source maps
 * - consistency (15): companies without a format issue, conflict of sheets, or column in another unit ÷ companies
 * - plausibility (15): companies without an unusual value ÷ companies
 * - uniqueness (10): companies whose ticker is theirs alone ÷ companies
 *
 * Without companies there is nothing to praise: the score is 0.
 */
export interface QualityScore {
  readonly total: number;
  readonly parts: readonly ScorePart[];
}

/** A field that the source maps, with the values it has. */
export interface MappedField {
  readonly name: string;
  readonly values: number;
}

export function scoreOf(companies: number, mapped: readonly MappedField[], tally: Tally): QualityScore {
  const without = (bad: number) => (companies === 0 ? 0 : (companies - bad) / companies);
  const cells = companies * mapped.length;
  const filled = mapped.reduce((sum, { values }) => sum + values, 0);
  const codes = (...wanted: IssueCode[]): Cause[] =>
    wanted.map((code) => ({ code, count: tally.byCode.get(code) ?? 0 }));
  const errors = [...tally.errorsByCode].map(([code, count]) => ({ code, count }));
  const gaps = mapped.map(({ name, values }) => ({ field: name, count: companies - values }));
  const { error, inconsistent, implausible, duplicate } = tally.companies;
  const parts = [
    part('validity', 40, without(error), errors),
    part('completeness', 20, cells === 0 ? 0 : filled / cells, gaps),
    part(
      'consistency',
      15,
      without(inconsistent),
      codes('percentage_basis_points', 'source_conflict', 'column_unit'),
    ),
    part('plausibility', 15, without(implausible), codes('out_of_plausible_range')),
    part('uniqueness', 10, without(duplicate), codes('duplicate_ticker')),
  ];
  return { total: round(100 - parts.reduce((sum, { lost }) => sum + lost, 0)), parts };
}

type Cause = Omit<LostPoints, 'lost'>;

function part(name: ScorePart['name'], weight: number, share: number, causes: readonly Cause[]): ScorePart {
  const lost = weight * (1 - share);
  const count = causes.reduce((sum, cause) => sum + cause.count, 0);
  return {
    name,
    weight,
    value: round(100 * share),
    lost: round(lost),
    lost_to: causes
      .filter((cause) => cause.count > 0)
      .map((cause) => ({ ...cause, lost: round((lost * cause.count) / count) }))
      .sort((a, b) => b.count - a.count),
  };
}
