import type { FieldDefinition, Schema } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { ColumnCheck, Rule, Tuning } from '../rules/rule';
import { type RuleSetting, readSetting } from './settings';

/** A rule that is on, as it is set. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly tuning: Tuning;
  /** The share of conforming values at which a field passes. */
  readonly mostly: number | undefined;
}

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
  /** By rule: whether another rule's `unless` names it, so that its rows have to be remembered. */
  readonly isAwaited: readonly boolean[];
  /** By field, in the order of the rules. */
  readonly checks: readonly (readonly CompiledCheck[])[];
}

/** The rules that are on, as they are set. */
export function activeRules(
  rules: readonly Rule[],
  settings: Readonly<Record<string, RuleSetting>>,
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
  return rules.flatMap((rule) => readSetting(rule, setting.get(rule.name)) ?? []);
}

/** Compiles rules for a schema, once: no source text is made, so it works under any content policy. */
export function compileRules(schema: Schema, active: readonly ActiveRule[]): CompiledRules {
  const rules = active.map(({ rule }) => rule);
  const indexOf = new Map(rules.map((rule, index) => [rule.name, index]));
  const awaited = new Set(rules.flatMap((rule) => rule.unless ?? []));
  const compileField = (field: FieldDefinition): CompiledCheck[] => {
    const replaced = rules.map((rule) =>
      'replaces' in rule && rule.field === field.name ? rule.replaces : '',
    );
    return active.flatMap(({ rule, tuning }, index) => {
      const check = 'compile' in rule && !replaced.includes(rule.name) && rule.compile(field, schema, tuning);
      return check ? [{ rule: index, check }] : [];
    });
  };
  return {
    schema,
    rules,
    active,
    unless: rules.map((rule) => (rule.unless ?? []).flatMap((name) => indexOf.get(name) ?? [])),
    isAwaited: rules.map((rule) => awaited.has(rule.name)),
    checks: schema.fields.map(compileField),
  };
}
