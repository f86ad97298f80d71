import type { IssueCode } from '@stock-analyzer/schema';
import type { Tally } from '../engine/tally';
import { round } from '../numbers';
import type { ScorePartName } from './parts';
import { ageInDays, freshness } from './timeliness';

/**
 * What a part of the score lost its points to. It leads to the rows that lost them: `findings.rowsOf(lost)`.
 * It names a kind of issue; else, for completeness, a field that has gaps; else, for timeliness, the as-of
 * date, which is that of every row; and names nothing where the data has no field at all.
 */
export interface LostPoints {
  readonly code?: IssueCode;
  /** Set if only the issues of this severity cost points, as in validity. */
  readonly severity?: 'error';
  readonly field?: string;
  readonly as_of?: string;
  /** Days from the as-of date to the check. */
  readonly age_days?: number;
  /** How many issues, missing values, or companies of that date. */
  readonly count: number;
  /** Points of the total. */
  readonly lost: number;
}

/** One part of the quality score. */
export interface ScorePart {
  readonly name: ScorePartName;
  /** Points that a perfect value gives. The weights add up to 100. */
  readonly weight: number;
  /** How good the data is in this respect, in percent. */
  readonly value: number;
  /** Points lost: weight × (100 − value) ÷ 100. */
  readonly lost: number;
  /** Where they were lost, the most first; points are shared out by number of issues. */
  readonly lost_to: readonly LostPoints[];
}

/**
 * The quality score, 0 to 100: the sum of what its parts keep of their weights. Weights and share-out stand in
 * the report, so that everyone can recount it.
 *
 * - validity (36): companies without an error ÷ companies
 * - completeness (18): values ÷ cells, over the fields that the source maps
 * - consistency (13.5): companies without a format issue, a contradiction between fields, sheets or
 *   weeks, or a column in another unit ÷ companies
 * - plausibility (13.5): companies without an unusual value or move ÷ companies
 * - uniqueness (9): companies whose ticker is theirs alone ÷ companies
 * - timeliness (10): whole while the as-of date is at most 10 days before the check (a week, and three days of
 *   delay), then a quarter less each week: nothing from 38 days on, or if the date lies ahead
 *
 * Columns that are suspicious as a whole (drifted, constant, or unmoved since last week) cost, of what is left
 * of their part, their share of the mapped fields.
 *
 * Issues of severity `info` cost nothing. Where the as-of date is not known there is no timeliness: it is named in `left_out`, and the other weights are
 * 40, 20, 15, 15 and 10. Without companies there is nothing to praise: the score is 0.
 */
export interface QualityScore {
  readonly total: number;
  readonly parts: readonly ScorePart[];
  /** Parts that could not be judged; their weight is spread over the others in proportion. */
  readonly left_out: readonly { readonly name: ScorePartName; readonly reason: 'as_of_unknown' }[];
}

/** A field that the source maps, with the values it has. */
export interface MappedField {
  readonly name: string;
  readonly values: number;
}

/** What {@link scoreOf} judges. */
export interface ScoreInput {
  readonly companies: number;
  readonly mapped: readonly MappedField[];
  readonly tally: Tally;
  readonly asOf: string | null;
  /** ISO 8601. */
  readonly checkedAt: string;
}

export function scoreOf({ companies, mapped, tally, asOf, checkedAt }: ScoreInput): QualityScore {
  const age = ageInDays(asOf, checkedAt);
  const scale = age === undefined ? 1 : 0.9;
  const part = (name: ScorePartName, weight: number, share: number, causes: readonly Cause[]): ScorePart => {
    const { fields, byCode } = tally.columns.get(name) ?? { byCode: [] };
    const columns = Math.min(1, (fields?.size ?? 0) / Math.max(1, mapped.length));
    const ofRows = companies === 0 ? 1 : share;
    const ofColumns = (1 - ofRows) * columns;
    const sharedOut = (lost: number, among: readonly Cause[]): LostPoints[] => {
      const all = sum(among);
      return among.map((cause) => ({ ...cause, lost: round((lost * cause.count) / all) }));
    };
    return {
      name,
      weight,
      value: round(100 * (1 - (ofRows + ofColumns))),
      lost: round(weight * (ofRows + ofColumns)),
      lost_to: [
        ...sharedOut(weight * ofRows, causes),
        ...sharedOut(
          weight * ofColumns,
          [...byCode].map(([code, count]) => ({ code, count })),
        ),
      ]
        .filter(({ count, lost }) => count > 0 && lost > 0)
        .sort((a, b) => b.lost - a.lost || b.count - a.count),
    };
  };
  const ofCompanies = (name: keyof Tally['companies'] & ScorePartName, weight: number) =>
    part(name, weight * scale, tally.companies[name] / companies, tally.causes[name]);
  const parts = [
    ofCompanies('validity', 40),
    part('completeness', 20 * scale, ...gapsOf(companies, mapped)),
    ofCompanies('consistency', 15),
    ofCompanies('plausibility', 15),
    ofCompanies('uniqueness', 10),
  ];
  if (age !== undefined) {
    parts.push(
      part('timeliness', 10, 1 - freshness(age), [{ as_of: asOf!, age_days: age, count: companies }]),
    );
  }
  return {
    total: round(100 - parts.reduce((sum, { lost }) => sum + lost, 0)),
    parts,
    left_out: age === undefined ? [{ name: 'timeliness', reason: 'as_of_unknown' }] : [],
  };
}

type Cause = Omit<LostPoints, 'lost'>;

function gapsOf(companies: number, mapped: readonly MappedField[]): [share: number, Cause[]] {
  const gaps = mapped.map(({ name, values }) => ({ field: name, count: companies - values }));
  const cells = companies * mapped.length;
  if (cells === 0) return [1, [{ count: companies }]];
  return [sum(gaps) / cells, gaps];
}

function sum(causes: readonly Cause[]): number {
  return causes.reduce((all, { count }) => all + count, 0);
}
