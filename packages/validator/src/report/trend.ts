import { round } from '../numbers';
import type { ReportSummary, ValidationReport } from '../report';
import type { ScorePartName } from '../score/parts';
import type { LostPoints, QualityScore } from '../score/score';
import { type Language, say, showNumber } from '../words';
import { change, type FigureChange, keptPoints } from './diff';

/** What moved a score the most from one week to the next. */
export interface ScoreMover {
  /** The part that lost the most more points than before, or fewer. */
  readonly name: ScorePartName;
  /** The points that it lost. */
  readonly lost: FigureChange;
  /**
   * What in it cost the most more points, or fewer: a code, a field with gaps, or the as-of date. Null where
   * there is nothing to point at, as between a week and none.
   */
  readonly reason: ScoreReason | null;
  readonly message: string;
}

/** Why a part of a score moved. */
export interface ScoreReason extends Pick<LostPoints, 'code' | 'field' | 'as_of'> {
  /** Issues, missing values, or for an as-of date its age in days. */
  readonly count: FigureChange;
}

/** One week of a trend. */
export interface ScoreWeek extends Pick<ReportSummary, 'as_of' | 'timestamp'> {
  /** Quality score, 0 to 100. */
  readonly total: number;
  /** Points more than the week before; null for the first. */
  readonly change: number | null;
  /** What each part gave to the total. */
  readonly parts: Partial<Readonly<Record<ScorePartName, number>>>;
  /** Null for the first week, and where nothing moved. */
  readonly mover: ScoreMover | null;
}

/**
 * How the quality score went from week to week, and what moved it. Takes reports, oldest first, newest last;
 * their issues are not looked at, so reports with `maxIssues: 0` do.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { scoreTrend } from '@stock-analyzer/validator/reports';
 *
 * const { validate } = createValidator(companySchema);
 * const week = (roe: number) => validate([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': roe }]);
 * const [, last] = scoreTrend([week(79.43), week(7943)]);
 * last?.change; // → -15
 * last?.mover?.message;
 * // → 'consistency lost 15 points (percentage_basis_points: 1, was 0)'
 * ```
 */
export function scoreTrend(reports: readonly ValidationReport[], language: Language = 'en'): ScoreWeek[] {
  return reports.map(({ summary: { as_of, timestamp }, score }, index) => {
    const before = reports[index - 1]?.score;
    return {
      as_of,
      timestamp,
      total: score.total,
      change: before ? round(score.total - before.total) : null,
      parts: keptPoints(score),
      mover: before ? moverOf(before, score, language) : null,
    };
  });
}

function moverOf(before: QualityScore, after: QualityScore, language: Language): ScoreMover | null {
  const names = new Set([...before.parts, ...after.parts].map(({ name }) => name));
  const partOf = ({ parts }: QualityScore, name: ScorePartName) => parts.find((part) => part.name === name);
  const moves = [...names].map((name) => ({
    name,
    lost: change(partOf(before, name)?.lost ?? 0, partOf(after, name)?.lost ?? 0),
  }));
  const move = largest(moves);
  if (!move) return null;
  const { name, lost } = move;
  const reason = reasonOf(partOf(before, name)?.lost_to ?? [], partOf(after, name)?.lost_to ?? []);
  return { name, lost, reason, message: messageOf(name, lost, reason, language) };
}

function reasonOf(before: readonly LostPoints[], after: readonly LostPoints[]): ScoreReason | null {
  // An as-of date moves every week, and is the same reason still.
  const keyOf = ({ code, field, as_of }: LostPoints) => JSON.stringify([code, field, as_of !== undefined]);
  const then = new Map(before.map((cause) => [keyOf(cause), cause]));
  const now = new Map(after.map((cause) => [keyOf(cause), cause]));
  const causes = [...new Set([...then.keys(), ...now.keys()])].map((key) => {
    const [old, fresh] = [then.get(key), now.get(key)];
    const { code, field, as_of } = (fresh ?? old)!;
    const count = (cause: LostPoints | undefined) => cause?.age_days ?? cause?.count ?? 0;
    const reason: ScoreReason = {
      ...(code !== undefined && { code }),
      ...(field !== undefined && { field }),
      ...(as_of !== undefined && { as_of }),
      count: change(count(old), count(fresh)),
    };
    return { reason, lost: change(old?.lost ?? 0, fresh?.lost ?? 0) };
  });
  return largest(causes)?.reason ?? null;
}

/** The one that lost the most more or fewer points; undefined if none did. */
function largest<T extends { readonly lost: FigureChange }>(moves: readonly T[]): T | undefined {
  const [first] = moves.toSorted((a, b) => Math.abs(b.lost.change) - Math.abs(a.lost.change));
  return first?.lost.change ? first : undefined;
}

function messageOf(
  name: ScorePartName,
  lost: FigureChange,
  reason: ScoreReason | null,
  language: Language,
): string {
  const points = showNumber(Math.abs(lost.change));
  const what = say(
    language,
    `${name} ${lost.change > 0 ? 'lost' : 'regained'} ${points} points`,
    `${name} ${points}점 ${lost.change > 0 ? '하락' : '회복'}`,
  );
  const cause = reason?.as_of ? say(language, 'age in days', '경과 일수') : (reason?.code ?? reason?.field);
  if (!reason || cause === undefined) return what;
  const { before, after } = reason.count;
  return `${what} (${cause}: ${say(language, `${after}, was ${before}`, `${before} → ${after}`)})`;
}
