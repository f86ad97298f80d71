import type { FieldDefinition, Schema, Severity } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { ColumnCheck, Rule } from '../rules/rule';

/** What a rule is set to: left out, or with another severity than its own. */
export type RuleSetting = 'off' | Severity;

/** One rule made ready for one field. */
export interface CompiledCheck {
  /** Index into the compiled rules. */
  readonly rule: number;
  readonly check: ColumnCheck;
  /** Indices of rules whose finding on the same cell silences this one. */
  readonly unless: readonly number[];
  /** Whether a later rule's `unless` names this one, so that its rows have to be remembered. */
  readonly isAwaited: boolean;
}

/** A schema's checks as closures. */
export interface CompiledRules {
  readonly schema: Schema;
  readonly rules: readonly Rule[];
  /** By field, in the order of the rules. */
  readonly checks: readonly (readonly CompiledCheck[])[];
}

/** Compiles rules for a schema, once: no source text is made, so it works under any content policy. */
export function compileRules(
  schema: Schema,
  rules: readonly Rule[],
  settings: Readonly<Record<string, RuleSetting>>,
): CompiledRules {
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
  const active = rules.flatMap((rule) => {
    const set = setting.get(rule.name);
    if (set === 'off') return [];
    return [set === undefined ? rule : { ...rule, severity: set }];
  });
  const indexOf = new Map(active.map((rule, index) => [rule.name, index]));
  const awaited = new Set(active.flatMap((rule) => rule.unless ?? []));
  const compileField = (field: FieldDefinition): CompiledCheck[] =>
    active.flatMap((rule, index) => {
      const check = rule.compile(field, schema);
      if (!check) return [];
      const unless = (rule.unless ?? []).flatMap((name) => indexOf.get(name) ?? []);
      return [{ rule: index, check, unless, isAwaited: awaited.has(rule.name) }];
    });
  return { schema, rules: active, checks: schema.fields.map(compileField) };
}
