import { ValidatorError } from '../errors';
import type { ReportSummary, ValidationReport } from '../report';
import { type Language, say, showNumber } from '../words';
import { figureOf, type GateFigure } from './figure';

/** What a gate decides: go on, wait for a person's word, or stop. */
export type GateOutcome = 'pass' | 'hold' | 'fail';

/** How a figure is compared with its limit. */
export type Comparison = '>=' | '>' | '<=' | '<' | '==';

/** One thing that has to hold. One with a `figure` is plain JSON, so that a list of them can be saved. */
export type GateCondition = {
  /** Stable name, for example `field_coverage`. */
  readonly name: string;
  readonly comparison: Comparison;
  readonly limit: number | string;
  /** What the figure counts, for example `percent`. */
  readonly unit: string;
  /** What happens if it does not hold. */
  readonly otherwise: Exclude<GateOutcome, 'pass'>;
} & (
  | {
      /** The figure, or how to get it from the report. Null if it is not known, which never passes. */
      readonly actual: number | string | null | ((report: ValidationReport) => number | string | null);
    }
  | { readonly figure: GateFigure }
);

/** A limit, or a limit with its own outcome. */
export type GateLimit = number | { readonly limit: number; readonly otherwise: Exclude<GateOutcome, 'pass'> };

/** What {@link evaluateGate} asks for. A default condition set to null is left out. */
export interface GateCriteria {
  /** At least so many companies. Default 1, else fail. */
  readonly companies?: GateLimit | null;
  /** At least so many percent of the fields that the source maps are checked. Default 99, else fail. */
  readonly fieldCoverage?: GateLimit | null;
  /** Fewer than so many percent of companies have format issues. Default 5, else hold. */
  readonly formatIssueRate?: GateLimit | null;
  /** At most so many required values are missing. Default 0, else fail. */
  readonly missingRequiredFields?: GateLimit | null;
  /** Further conditions, for example that as-of dates agree. */
  readonly conditions?: readonly GateCondition[];
  /** Language of messages. Default `en`. */
  readonly language?: Language;
}

/** How one condition came out. */
export interface GateConditionResult {
  readonly name: string;
  readonly actual: number | string | null;
  readonly limit: number | string;
  readonly comparison: Comparison;
  readonly unit: string;
  readonly outcome: GateOutcome;
  readonly message: string;
}

/** How a gate came out: as its worst condition. */
export interface GateResult {
  readonly outcome: GateOutcome;
  readonly conditions: readonly GateConditionResult[];
}

type Standard = readonly [
  criterion: 'companies' | 'fieldCoverage' | 'formatIssueRate' | 'missingRequiredFields',
  figure: keyof ReportSummary &
    ('total_companies' | 'field_coverage' | 'format_issue_rate' | 'missing_required_fields'),
  comparison: Comparison,
  limit: number,
  unit: string,
  otherwise: Exclude<GateOutcome, 'pass'>,
];

const standard: readonly Standard[] = [
  ['companies', 'total_companies', '>=', 1, 'companies', 'fail'],
  ['fieldCoverage', 'field_coverage', '>=', 99, 'percent', 'fail'],
  ['formatIssueRate', 'format_issue_rate', '<', 5, 'percent', 'hold'],
  ['missingRequiredFields', 'missing_required_fields', '<=', 0, 'values', 'fail'],
];

/**
 * Decides whether data may be published. The defaults are the document's criteria: field coverage at least
 * 99 %, fewer than 5 % of companies with format issues, no required value missing; and that there are
 * companies at all. A person can mend or accept format issues, so too many of them hold; the rest fails.
 *
 * @throws ValidatorError `INVALID_CRITERIA` if a limit is NaN, or a text is compared by order.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, evaluateGate } from '@stock-analyzer/validator';
 *
 * const report = createValidator(companySchema).validate([{ Ticker: 'NVDA', corpName: 'NVIDIA' }, { Ticker: 'AFMD' }]);
 * const gate = evaluateGate(report);
 * gate.outcome; // → 'fail'
 * gate.conditions.find(({ outcome }) => outcome === 'fail')?.message; // → 'missing_required_fields is 1 values, has to be <= 0'
 *
 * evaluateGate(report, { missingRequiredFields: { limit: 0, otherwise: 'hold' } }).outcome; // → 'hold'
 * evaluateGate(report, {
 *   missingRequiredFields: null,
 *   conditions: [
 *     { name: 'score', figure: 'summary.quality_score', comparison: '>=', limit: 90, unit: 'points', otherwise: 'hold' },
 *   ],
 * }).conditions.at(-1)?.message; // → 'score is 75 points, has to be >= 90'
 * ```
 */
export function evaluateGate(report: ValidationReport, criteria: GateCriteria = {}): GateResult {
  const defaults = standard.flatMap(
    ([criterion, figure, comparison, limit, unit, otherwise]): GateCondition[] => {
      const set = criteria[criterion];
      if (set === null) return [];
      const wanted = typeof set === 'object' ? set : { limit: set ?? limit, otherwise };
      return [{ name: figure, actual: report.summary[figure], comparison, unit, ...wanted }];
    },
  );
  const conditions = [...defaults, ...(criteria.conditions ?? [])].map((condition) =>
    judge(condition, report, criteria.language ?? 'en'),
  );
  const has = (outcome: GateOutcome) => conditions.some((condition) => condition.outcome === outcome);
  return { outcome: has('fail') ? 'fail' : has('hold') ? 'hold' : 'pass', conditions };
}

function judge(condition: GateCondition, report: ValidationReport, language: Language): GateConditionResult {
  const { name, comparison, limit, unit, otherwise } = condition;
  const actual = actualOf(condition, report);
  if (
    Number.isNaN(limit) ||
    (comparison !== '==' && (typeof limit === 'string' || typeof actual === 'string'))
  ) {
    throw new ValidatorError({
      code: 'INVALID_CRITERIA',
      message: `Gate condition "${name}" cannot compare ${actual} ${comparison} ${limit}`,
      advice: 'Compare numbers, or texts with "==".',
    });
  }
  const holds = actual !== null && compare(actual, comparison, limit);
  const figure = typeof actual === 'number' ? showNumber(actual) : actual;
  return {
    name,
    actual,
    limit,
    comparison,
    unit,
    outcome: holds ? 'pass' : otherwise,
    message:
      figure === null
        ? say(
            language,
            `${name} is not known, has to be ${comparison} ${limit}`,
            `${name}: 알 수 없음 (기준 ${comparison} ${limit})`,
          )
        : holds
          ? say(language, `${name} is ${figure} ${unit}`, `${name}: ${figure} ${unit}`)
          : say(
              language,
              `${name} is ${figure} ${unit}, has to be ${comparison} ${limit}`,
              `${name}: ${figure} ${unit} (기준 ${comparison} ${limit})`,
            ),
  };
}

function actualOf(condition: GateCondition, report: ValidationReport): number | string | null {
  if ('figure' in condition) return figureOf(condition.figure, report);
  return typeof condition.actual === 'function' ? condition.actual(report) : condition.actual;
}

function compare(actual: number | string, comparison: Comparison, limit: number | string): boolean {
  switch (comparison) {
    case '>=':
      return actual >= limit;
    case '>':
      return actual > limit;
    case '<=':
      return actual <= limit;
    case '<':
      return actual < limit;
    case '==':
      return actual === limit;
  }
}
