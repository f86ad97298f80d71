import type { Schema } from '@stock-analyzer/schema';
import type { JsonRule, RuleSetJson } from '../../rule-set/json';
import type { ProfileInput } from '../input';
import { fieldsOverWeeks } from './field-weeks';
import { suggestionsFor } from './suggestions';

/** Why a rule is suggested. */
export interface SuggestionReason {
  /** Name of the rule. */
  readonly rule: string;
  /** Weeks that have the field. */
  readonly weeks: number;
  /** Values seen in them. */
  readonly values: number;
  /** The figures that it rests on. */
  readonly evidence: Readonly<Record<string, number | string>>;
}

/** Rules that approved weeks speak for. */
export interface RuleSuggestions {
  /** For `rulesFromJson` of `@stock-analyzer/validator/rule-set`. */
  readonly rule_set: RuleSetJson;
  /** One for each rule, in the same order. */
  readonly reasons: readonly SuggestionReason[];
  /** The same as TypeScript, ready to be pasted and weeded. */
  readonly code: string;
}

/**
 * Suggests rules from weeks that were approved, as warnings: no suggested rule finds anything in those weeks.
 *
 * - `required` where every company of every week has a value, else a floor of completeness, twice the variation
 *   of the weeks (at least 5 percent) below the least complete one
 * - `list` for texts of at most 50 different values that each occur 20 times on average, unless the schema has
 *   them; `pattern` for texts of at most six shapes
 * - `range` from the least to the greatest value, and a quarter of its distance from the median beyond; a side
 *   whose tail is more than ten times as long as the bulk stays open, as no data tells its end
 * - `integer` where no number has a fraction
 *
 * Of fewer than 100 values nothing is concluded. What is suggested is what was, not what has to be: read it before
 * you use it. `schema` tells what the columns mean; by default it is a dataset's own, else there is none.
 *
 * @param weeks Rows, tables or datasets.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { suggestRules } from '@stock-analyzer/validator/profile';
 *
 * const week = Array.from({ length: 400 }, (_, i) => ({
 *   exchange: i % 4 ? 'Tokyo' : 'NYSE',
 *   'PER (Oct-25)': 8 + (i % 50),
 * }));
 * const { rule_set, reasons } = suggestRules([week], { schema: companySchema });
 * rule_set.rules.map(({ name }) => name);
 * // → ['exchange-required', 'exchange-list', 'per-required', 'per-range', 'per-integer']
 * reasons[3]?.evidence; // → { min: 8, p01: 8, median: 32, p99: 57, max: 57, schema_range: '0..1000' }
 * ```
 */
export function suggestRules(
  weeks: readonly ProfileInput[],
  { schema }: { readonly schema?: Schema } = {},
): RuleSuggestions {
  const made = fieldsOverWeeks(weeks, schema).flatMap((over) =>
    suggestionsFor(over).map(({ rule, evidence }) => ({
      rule,
      reason: { rule: rule.name, weeks: over.profiles.length, values: over.values, evidence },
    })),
  );
  const rules = made.map(({ rule }) => rule);
  const reasons = made.map(({ reason }) => reason);
  return { rule_set: { version: 1, rules }, reasons, code: sourceText(rules, reasons) };
}

function sourceText(rules: readonly JsonRule[], reasons: readonly SuggestionReason[]): string {
  const entries = rules.map((rule, at) => {
    const { weeks, values, evidence } = reasons[at]!;
    const figures = Object.entries(evidence).map(([name, figure]) => `${name} ${figure}`);
    const why = `${values} values in ${weeks} weeks: ${figures.join(', ')}`;
    return `    // ${oneLine(why)}\n    ${literal(rule)},\n`;
  });
  return `import { rulesFromJson } from '@stock-analyzer/validator/rule-set';

export const suggested = rulesFromJson({
  version: 1,
  rules: [
${entries.join('')}  ],
});
`;
}

/** JSON is a literal of TypeScript, but for the name that sets a prototype; there is none here. */
function literal(rule: JsonRule): string {
  return oneLine(JSON.stringify(rule));
}

/** No text of the data may end a comment or a literal: line ends are escaped. */
function oneLine(text: string): string {
  return text.replace(
    /[\r\n\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
