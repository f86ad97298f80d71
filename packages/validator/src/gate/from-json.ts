import { ValidatorError } from '../errors';
import { parseFigure } from './figure';
import type { GateCondition, GateCriteria } from './gate';

/** {@link GateCriteria} as they can be saved: conditions name their figures. */
export interface SavedGateCriteria extends Omit<GateCriteria, 'conditions'> {
  readonly conditions?: readonly Extract<GateCondition, { readonly figure: string }>[];
}

type Check = (value: unknown) => boolean;

const isOneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isOtherwise = isOneOf('hold', 'fail');
const isLimit: Check = (value) =>
  value === null || isNumber(value) || hasExactly(value, { limit: isNumber, otherwise: isOtherwise });

const criteria: Readonly<Record<keyof SavedGateCriteria, Check>> = {
  companies: isLimit,
  fieldCoverage: isLimit,
  formatIssueRate: isLimit,
  missingRequiredFields: isLimit,
  conditions: Array.isArray,
  language: isOneOf('en', 'ko'),
};

const condition: Readonly<Record<keyof NonNullable<SavedGateCriteria['conditions']>[number], Check>> = {
  name: isText,
  figure: isText,
  comparison: isOneOf('>=', '>', '<=', '<', '=='),
  limit: (value) => isNumber(value) || isText(value),
  unit: isText,
  otherwise: isOtherwise,
};

/**
 * Gate criteria from parsed JSON. To save criteria, `JSON.stringify` is all it takes.
 *
 * @throws ValidatorError `INVALID_CRITERIA` if it is anything else, with what and where.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, evaluateGate } from '@stock-analyzer/validator';
 * import { gateFromJson } from '@stock-analyzer/validator/reports';
 *
 * const saved = `{
 *   "formatIssueRate": { "limit": 2, "otherwise": "fail" },
 *   "conditions": [
 *     { "name": "roe", "figure": "fields.ROE (Fwd).completeness", "comparison": ">=", "limit": 95,
 *       "unit": "percent", "otherwise": "hold" }
 *   ]
 * }`;
 * const report = createValidator(companySchema).validate([{ Ticker: 'NVDA', corpName: 'NVIDIA' }]);
 * evaluateGate(report, gateFromJson(JSON.parse(saved))).outcome; // → 'hold'
 * ```
 */
export function gateFromJson(json: unknown): SavedGateCriteria {
  demand(json, criteria, 'Gate criteria', false);
  const { conditions = [] } = json as SavedGateCriteria;
  conditions.forEach((each: unknown, index) => {
    demand(each, condition, `Condition ${index + 1} of the gate`, true);
    parseFigure((each as { figure: string }).figure);
  });
  return json as SavedGateCriteria;
}

function hasExactly(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  return problemOf(value, checks, true) === undefined;
}

function demand(
  value: unknown,
  checks: Readonly<Record<string, Check>>,
  what: string,
  complete: boolean,
): void {
  const problem = problemOf(value, checks, complete);
  if (problem === undefined) return;
  throw new ValidatorError({
    code: 'INVALID_CRITERIA',
    message: `${what} ${problem}`,
    advice: `Give an object with ${complete ? 'all' : 'some'} of ${Object.keys(checks).join(', ')}.`,
  });
}

/** What is wrong with an object by the checks of its properties, in words. */
function problemOf(
  value: unknown,
  checks: Readonly<Record<string, Check>>,
  complete: boolean,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no object';
  for (const [name, found] of Object.entries(value)) {
    if (!Object.hasOwn(checks, name)) return `has an unknown property "${name}"`;
    if (!checks[name]!(found)) return `has an invalid "${name}": ${JSON.stringify(found)}`;
  }
  const missing = complete && Object.keys(checks).find((name) => !Object.hasOwn(value, name));
  return missing ? `lacks "${missing}"` : undefined;
}
