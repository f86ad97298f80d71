import { companySchema, type FieldDefinition, type Schema } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import { checkCompany } from '../rows/company-check';
import type { QuickCheck } from '../rows/quick-check';
import type { CellTest, ColumnCheck, Rule, RuleLevel } from '../rules/rule';
import { checkColumn } from './check-column';
import { type FieldPlan, type PlannedTest, planField } from './field-plan';
import { type ActiveRule, type RuleSetting, readSetting } from './settings';

/** One rule made ready for one field. */
export interface CompiledCheck {
  /** Index into the compiled rules. */
  readonly rule: number;
  readonly check: ColumnCheck;
}

/** A schema's checks as closures. */
export interface CompiledRules {
  readonly schema: Schema;
  readonly rules: readonly Rule[];
  readonly active: readonly ActiveRule[];
  /** By rule: indices of rules whose finding on the same cell silences its own. */
  readonly unless: readonly (readonly number[])[];
  /** By field: the tests of single values. */
  readonly plans: readonly FieldPlan[];
  /** Generated code for the plans' quick step, where there is some for this schema. */
  readonly quick: QuickCheck | undefined;
  /** By field: checks that need its column, in the order of the rules. */
  readonly checks: readonly (readonly CompiledCheck[])[];
}

/** The rules that are on, as they are set. */
export function activeRules(
  rules: readonly Rule[],
  settings: Readonly<Record<string, RuleSetting>>,
  levels?: readonly RuleLevel[],
): ActiveRule[] {
  const names = new Set<string>();
  for (const { name } of rules) {
    if (names.has(name)) {
      throw new ValidatorError({
        code: 'INVALID_RULE',
        message: `Two rules are named "${name}"`,
        advice: 'Give each rule a name of its own; switch a built-in rule off with settings.',
      });
    }
    names.add(name);
  }
  const setting = new Map(Object.entries(settings));
  for (const name of setting.keys()) {
    if (names.has(name)) continue;
    throw new ValidatorError({
      code: 'UNKNOWN_RULE',
      message: `There is no rule "${name}" to set`,
      advice: `The rules are ${[...names].join(', ')}.`,
    });
  }
  return rules.flatMap((rule) => {
    const set = readSetting(rule, setting.get(rule.name));
    return set && levels?.includes(rule.level) !== false ? [set] : [];
  });
}

/** Compiles rules for a schema, once: no source text is made, so it works under any content policy. */
export function compileRules(schema: Schema, active: readonly ActiveRule[]): CompiledRules {
  const rules = active.map(({ rule }) => rule);
  const indexOf = new Map(rules.map((rule, index) => [rule.name, index]));
  const plans: FieldPlan[] = [];
  const checks = schema.fields.map((field) => {
    const replaced = rules.map((rule) =>
      'replaces' in rule && rule.field === field.name ? rule.replaces : '',
    );
    const tests: PlannedTest[] = [];
    const found: CompiledCheck[] = [];
    active.forEach(({ rule, tuning, mostly }, index) => {
      if ('prepare' in rule || replaced.includes(rule.name)) return;
      const test = rule.cell?.(field, schema, tuning);
      // Whether enough values conform is told by column.
      if (test && mostly === undefined) tests.push({ rule: index, test, source: rule.cell });
      else if (test) found.push({ rule: index, check: columnTest(field, test) });
      const check = rule.compile?.(field, schema, tuning);
      if (check) found.push({ rule: index, check });
    });
    plans.push(planField(field, tests));
    return found;
  });
  const isBuiltIn = schema === (companySchema as Schema);
  return {
    schema,
    rules,
    active,
    unless: rules.map((rule) => (rule.unless ?? []).flatMap((name) => indexOf.get(name) ?? [])),
    plans,
    quick: isBuiltIn && plans.every(({ isQuick }) => isQuick) ? checkCompany : undefined,
    checks,
  };
}

/** A test of values as a check of a column. */
function columnTest(field: FieldDefinition, test: CellTest): ColumnCheck {
  const plan = planField(field, [{ rule: 0, test, source: undefined }]);
  return (column, report) =>
    checkColumn(plan, column, (row, ...cell) => {
      if (test(...cell)) report(row);
    });
}
