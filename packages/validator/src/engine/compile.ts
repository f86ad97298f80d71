import { companySchema, type FieldDefinition, type Schema, type Severity } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import { checkCompany } from '../rows/company-check';
import type { QuickCheck } from '../rows/quick-check';
import type { ColumnCheck, Level, Rule } from '../rules/rule';
import { type FieldPlan, planField } from './field-plan';

/** What a rule is set to: left out, or with another severity than its own. */
export type RuleSetting = 'off' | Severity;

/** A rule made ready for one field's column. */
export interface CompiledCheck {
  /** Index into the compiled rules. */
  readonly rule: number;
  readonly check: ColumnCheck;
}

/** A schema's checks as closures. */
export interface CompiledRules {
  readonly schema: Schema;
  readonly rules: readonly Rule[];
  /** By rule: indices of the rules whose finding on the same cell silences it. */
  readonly silencers: readonly (readonly number[])[];
  /** By field: the tests of single values. */
  readonly plans: readonly FieldPlan[];
  /** Generated code for the quick step, where there is some for this schema. */
  readonly quick: QuickCheck | undefined;
  /** By field: checks that need its column, in the order of the rules. */
  readonly checks: readonly (readonly CompiledCheck[])[];
}

/** The rules that are on, each with its severity. */
export function activeRules(
  rules: readonly Rule[],
  settings: Readonly<Record<string, RuleSetting>>,
  levels?: readonly Level[],
): Rule[] {
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
    const set = setting.get(rule.name);
    if (set === 'off' || levels?.includes(rule.level) === false) return [];
    return [set === undefined ? rule : { ...rule, severity: set }];
  });
}

/** Compiles rules for a schema, once: no source text is made, so it works under any content policy. */
export function compileRules(schema: Schema, rules: readonly Rule[]): CompiledRules {
  const indexOf = new Map(rules.map(({ name }, index) => [name, index]));
  const compileField = (field: FieldDefinition): CompiledCheck[] =>
    rules.flatMap((rule, index) => {
      const check = rule.compile?.(field, schema);
      return check ? [{ rule: index, check }] : [];
    });
  const plans = schema.fields.map((field) => planField(field, schema, rules));
  const isBuiltIn = schema === (companySchema as Schema);
  return {
    schema,
    rules,
    silencers: rules.map(({ unless = [] }) => unless.flatMap((name) => indexOf.get(name) ?? [])),
    plans,
    quick: isBuiltIn && plans.every(({ isQuick }) => isQuick) ? checkCompany : undefined,
    checks: schema.fields.map(compileField),
  };
}
