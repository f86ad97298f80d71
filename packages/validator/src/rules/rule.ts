import type { CellValue, FieldDefinition, IssueCode, Schema, Severity } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import type { FieldColumn } from '../columns/field-column';
import { ValidatorError } from '../errors';
import type { Language } from '../words';

/**
 * Reports a row, and with it one number that the rule wants to remember for its explanation.
 */
export type Report = (row: number, detail?: number) => void;

/** A rule made ready for one field: looks through its column once. */
export type ColumnCheck = (column: FieldColumn, report: Report, table: CheckedTable) => void;

/** One finding, as a rule is given it back to be put in words. */
export interface RuleFinding {
  readonly row: number;
  readonly value: CellValue;
  readonly field: FieldDefinition;
  /** What the check remembered with {@link Report}; NaN if nothing. */
  readonly detail: number;
  readonly column: FieldColumn;
  readonly table: CheckedTable;
}

/** A finding in words. */
export interface Explanation {
  /** What would have been right, for example `0 to 30 percent`. */
  readonly expected: string;
  readonly message: string;
  /** A value that may be the right one. */
  readonly suggestion?: CellValue;
  /** The figures and words that it rests on, by name. */
  readonly evidence?: Readonly<Record<string, number | string>>;
}

/** One kind of check. The built-in ones and a caller's own are made alike, by {@link defineRule}. */
export interface Rule {
  /** Kebab-case and unique, for example `possible-range`. */
  readonly name: string;
  readonly code: IssueCode;
  readonly severity: Severity;
  /** Names of rules whose finding on the same cell makes this one's superfluous. They have to come earlier. */
  readonly unless?: readonly string[];
  /** The check of a field, or undefined if the rule has nothing to say about it. Called once a field. */
  compile(field: FieldDefinition, schema: Schema): ColumnCheck | undefined;
  /** Puts a finding in words. Called only for findings that someone reads. */
  explain(finding: RuleFinding, language: Language): Explanation;
}

/** What {@link defineRule} takes: a rule whose code is `custom_rule` and severity `error` unless it says otherwise. */
export type RuleInput = Omit<Rule, 'code' | 'severity'> & Partial<Pick<Rule, 'code' | 'severity'>>;

/**
 * Makes a rule. A rule is compiled once for each field and then walks that field's column; texts are only
 * made when someone reads the finding.
 *
 * @throws ValidatorError `INVALID_RULE` if the name is not kebab-case or a function is lacking.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, defineRule } from '@stock-analyzer/validator';
 *
 * const lowAboveHigh = defineRule({
 *   name: 'low-above-high',
 *   compile: (field) =>
 *     field.name === '52W Low'
 *       ? (low, report, table) => {
 *           const high = table.column('52W High');
 *           if (!high) return;
 *           for (let row = 0; row < table.rowCount; row++) {
 *             if (low.numbers[row]! > high.numbers[row]!) report(row, high.numbers[row]!);
 *           }
 *         }
 *       : undefined,
 *   explain: ({ value, detail }) => ({
 *     expected: `at most ${detail}`,
 *     message: `52W Low ${value} is above 52W High ${detail}`,
 *   }),
 * });
 *
 * const validator = createValidator(companySchema, { rules: [lowAboveHigh] });
 * const row = { Ticker: 'NVDA', corpName: 'NVIDIA', '52W Low': 210, '52W High': 90 };
 * validator.validate([row]).issues[0]?.message; // → '52W Low 210 is above 52W High 90'
 * ```
 */
export function defineRule(rule: RuleInput): Rule {
  const problem =
    (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.name) && 'needs a kebab-case name') ||
    (typeof rule.compile !== 'function' && 'needs a function "compile"') ||
    (typeof rule.explain !== 'function' && 'needs a function "explain"');
  if (problem) {
    throw new ValidatorError({
      code: 'INVALID_RULE',
      message: `Rule "${rule.name}" ${problem}`,
      advice: 'See docs/add-a-rule.md.',
    });
  }
  return { code: 'custom_rule', severity: 'error', ...rule };
}
