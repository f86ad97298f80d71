import type {
  CellValue,
  FieldDefinition,
  IssueCode,
  MissingCause,
  Schema,
  Severity,
} from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import type { FieldColumn } from '../columns/field-column';
import { ValidatorError } from '../errors';
import type { Language } from '../words';
import type { Estimate, NotRunReason } from './outcome';

/**
 * What a rule looks at.
 *
 * - `field`: values of one field, by its definition.
 * - `row`: fields of one company against each other.
 * - `dataset`: companies and columns against each other.
 * - `weeks`: the data against approved earlier weeks.
 */
export type RuleLevel = 'field' | 'row' | 'dataset' | 'weeks';

/**
 * Reports a row, and with it one number that the rule wants to remember for its explanation.
 */
export type Report = (row: number, detail?: number) => void;

/**
 * A rule made ready for one field, in its simplest form: whether a value is bad by itself. `value` is null where
 * it is missing; `fits` tells whether it is of its field's type; `cause` is why the source has no value where
 * its cell was not blank.
 */
export type CellTest = (value: CellValue, fits: boolean, cause: MissingCause | undefined) => boolean;

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
  /** The figures that it rests on, by name. */
  readonly evidence?: Readonly<Record<string, number | string>>;
  /** The ticker that it is about, where no row of the data has it: a company that is gone. */
  readonly ticker?: string;
}

interface RuleHead {
  /** Kebab-case and unique, for example `possible-range`. */
  readonly name: string;
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly level: RuleLevel;
  /** Names of rules whose finding on the same cell makes this one's superfluous. They have to come earlier. */
  readonly unless?: readonly string[];
  /** Numbers that settings may change, with the rule's own values. */
  readonly tunables?: Tuning;
  /** The share of conforming values, 0 to 1, at which a field passes, unless settings say otherwise. */
  readonly mostly?: number;
}

/** A rule's numbers by name. */
export type Tuning = Readonly<Record<string, number>>;

/** A rule about one field at a time: tests its values one by one (`cell`), or walks its column (`compile`). */
export interface FieldRule extends RuleHead {
  /** Display name of the one field that it is about, where it is about one: it cannot run where the data lacks it. */
  readonly field?: string;
  /** Name of the rule that it stands in for on its `field`. */
  readonly replaces?: string;
  /** With fewer rows there is nothing to compare, and the rule is not run. */
  readonly leastRows?: number;
  /**
   * The test of a field's values, or undefined if the rule has nothing to say about the field. Called once a
   * field. The fastest form: rows need not be made into columns for it.
   */
  cell?(field: FieldDefinition, schema: Schema, tuning: Tuning): CellTest | undefined;
  /** The check of a field's column, or undefined. Called once a field. */
  compile?(field: FieldDefinition, schema: Schema, tuning: Tuning): ColumnCheck | undefined;
  /** Puts a finding in words. Called only for findings that someone reads. */
  explain(finding: RuleFinding, language: Language): Explanation;
}

/** A week that was approved before. */
export interface EarlierWeek {
  readonly table: CheckedTable;
  /** Its as-of date, null if it does not tell. */
  readonly asOf: string | null;
}

/** What a rule that looks at the whole is given. One object a check: what is made from it can be kept by it. */
export interface RuleData {
  readonly table: CheckedTable;
  readonly asOf: string | null;
  /** Approved earlier weeks, oldest first. */
  readonly earlier: readonly EarlierWeek[];
}

/** Reports a finding: about a cell, a row (no field), a column (no row) or the whole (neither). */
export type TableReport = (row: number | null, field: FieldDefinition | null, detail?: number) => void;

/** One finding of a {@link TableRule}, as it is given it back to be put in words. */
export interface TableFinding {
  readonly row: number | null;
  readonly field: FieldDefinition | null;
  readonly value: CellValue;
  readonly detail: number;
}

/** A rule made ready for the data of one check. */
export interface PreparedRule {
  run(report: TableReport): void;
  explain(finding: TableFinding, language: Language): Explanation;
  readonly estimates?: readonly Estimate[];
}

/** A rule that looks at the whole data at once. */
export interface TableRule extends RuleHead {
  /** The rule made ready, or why it cannot run on this data. */
  prepare(data: RuleData, tuning: Tuning): PreparedRule | NotRunReason;
}

/** One kind of check. The built-in ones and a caller's own are made alike, by {@link defineRule}. */
export type Rule = FieldRule | TableRule;

type Defaulted = 'code' | 'severity' | 'level';

/**
 * What {@link defineRule} takes: a rule whose code is `custom_rule` and severity `error` unless it says otherwise;
 * its level is `field` if it walks columns, else `dataset`.
 */
export type RuleInput<R extends Rule = Rule> = R extends Rule
  ? Omit<R, Defaulted> & Partial<Pick<R, Defaulted>>
  : never;

/**
 * Makes a rule. A rule is compiled once for each field and then tests that field's values (`cell`) or walks its
 * column (`compile`); texts are only made when someone reads the finding. A rule with `prepare` sees all columns,
 * and earlier weeks, at once.
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
export function defineRule(rule: RuleInput<FieldRule>): FieldRule;
export function defineRule(rule: RuleInput<TableRule>): TableRule;
export function defineRule(rule: RuleInput): Rule {
  const needed = 'prepare' in rule ? ['prepare'] : [rule.cell ? 'cell' : 'compile', 'explain'];
  const lacking = needed.find(
    (name) => typeof (rule as unknown as Record<string, unknown>)[name] !== 'function',
  );
  const problem =
    (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule.name) && 'needs a kebab-case name') ||
    (lacking && `needs a function "${lacking}"`);
  if (problem) {
    throw new ValidatorError({
      code: 'INVALID_RULE',
      message: `Rule "${rule.name}" ${problem}`,
      advice: 'See docs/add-a-rule.md.',
    });
  }
  const level = 'prepare' in rule ? 'dataset' : 'field';
  return { code: 'custom_rule', severity: 'error', level, ...rule } as Rule;
}

/** A rule of this package, which needs no look at whether it is well formed. */
export function builtIn(rule: RuleInput<FieldRule> & Pick<FieldRule, 'code'>): FieldRule {
  return { severity: 'error', level: 'field', ...rule };
}
