import { activeRules } from '../engine/compile';
import type { RuleSetting } from '../engine/settings';
import { ValidatorError } from '../errors';
import type { Rule } from '../rules/rule';
import type { ValidatorOptions } from '../validator';
import { relationRules } from '../week/relations/relation-rules';
import { fieldRule } from './field-rule';
import type { JsonRule, RuleSetJson } from './json';
import { kinds, number, record, refuse, relationOf, severity, text } from './read';

/** Which data each rule was made from. */
const sources = new WeakMap<Rule, JsonRule>();

/**
 * Reads a rule set: rules and settings as {@link rulesToJson} or a person wrote them. What it gives is options of
 * `createValidator`. A rule about a field stands in for the built-in rule of its kind on that field.
 *
 * The data is checked strictly, as it may come from anywhere: unknown parts are refused, no pattern is taken that
 * a text could keep busy for long, and nothing in it is ever run.
 *
 * @param json The parsed JSON, not its text.
 * @throws ValidatorError `INVALID_RULE`, with the path of the part that is wrong.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { rulesFromJson } from '@stock-analyzer/validator/rule-set';
 *
 * const options = rulesFromJson({
 *   version: 1,
 *   rules: [{ name: 'roe-range', kind: 'range', field: 'ROE (Fwd)', min: -50, max: 60, severity: 'info' }],
 *   settings: { list: 'warning' },
 * });
 * const row = { Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'Nasdaq', 'ROE (Fwd)': 79.43 };
 * const { issues } = createValidator(companySchema, options).validate([row]);
 * issues.map(({ rule, severity }) => `${rule}: ${severity}`); // → ['list: warning', 'roe-range: info']
 * ```
 */
export function rulesFromJson(json: unknown): Required<Pick<ValidatorOptions, 'rules' | 'settings'>> {
  const { rules, settings } = record({
    version: (version, path) => (version === 1 ? version : refuse(path, 'has to be 1')),
    rules: (list, path) =>
      Array.isArray(list)
        ? list.map((each, at) => readRule(each, `${path}[${at}]`))
        : refuse(path, 'has to be a list'),
    'settings?': readSettings,
  })(json, 'content') as { rules: Rule[]; settings?: Record<string, RuleSetting> };
  activeRules(rules, {});
  return { rules, settings: settings ?? {} };
}

function readRule(json: unknown, path: string): Rule {
  const kind = (json as { kind?: unknown } | null)?.kind;
  const read =
    typeof kind === 'string' && Object.hasOwn(kinds, kind)
      ? kinds[kind]!
      : refuse(`${path}.kind`, `has to be one of ${Object.keys(kinds).join(', ')}`);
  const checked = read(json, path) as JsonRule;
  let rule: Rule;
  try {
    rule =
      checked.kind === 'relation'
        ? {
            ...relationRules([relationOf(checked.name, checked, `${path}.relation`)])[0]!,
            ...(checked.mostly !== undefined && { mostly: checked.mostly }),
          }
        : fieldRule(checked);
  } catch (cause) {
    return refuse(path, `is no rule: ${cause instanceof ValidatorError ? cause.problem : cause}`);
  }
  sources.set(rule, checked);
  return rule;
}

function readSettings(value: unknown, path: string): Record<string, RuleSetting> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(path, 'has to be an object');
  const read = Object.entries(value as object).map(([name, setting]): [string, RuleSetting] => {
    const at = `${path}.${name}`;
    if (setting === 'off') return [name, setting];
    if (typeof setting === 'string') return [name, severity(setting, at) as RuleSetting];
    const parts = Object.keys((setting ?? {}) as object).map((part) => [
      part,
      part === 'severity' ? severity : number,
    ]);
    return [name, record(Object.fromEntries(parts))(setting, at) as RuleSetting];
  });
  for (const [name] of read) text(name, path);
  return Object.fromEntries(read);
}

/**
 * Rules and settings as plain JSON, to be saved. Rules that came from a rule set are saved as they were; the
 * product's own (`weekRules`) are code and are given to the validator again when the set is read.
 *
 * @throws ValidatorError `INVALID_RULE` for a rule of the caller's that is code: it cannot be saved.
 * @example
 * ```ts
 * import { rulesFromJson, rulesToJson } from '@stock-analyzer/validator/rule-set';
 *
 * const saved = { version: 1, rules: [{ name: 'has-roe', kind: 'required', field: 'ROE (Fwd)' }], settings: {} };
 * rulesToJson(rulesFromJson(saved)); // → saved
 * ```
 */
export function rulesToJson({ rules = [], settings = {} }: ValidatorOptions): RuleSetJson {
  const saved = rules.flatMap((rule) => {
    const json = sources.get(rule);
    if (!json && rule.code === 'custom_rule') {
      throw new ValidatorError({
        code: 'INVALID_RULE',
        message: `Rule "${rule.name}" is code and cannot be saved as JSON`,
        advice: 'Leave it out and add it again where the set is read.',
      });
    }
    return json ?? [];
  });
  return { version: 1, rules: saved, settings };
}
