import type { Severity } from '@stock-analyzer/schema';
import { ValidatorError } from '../errors';
import type { Rule, Tuning } from '../rules/rule';

/**
 * What a rule is set to: left out, another severity than its own, or finer:
 *
 * - `severity`: as above.
 * - `mostly`, 0 to 1: a field passes if at least this share of its values conforms; what does not is then an
 *   `info`, listed and counted. Below that share its issues keep the rule's severity.
 * - any of the rule's own `tunables`, for example `{ deviations: 12 }`.
 */
export type RuleSetting =
  | 'off'
  | Severity
  | {
      readonly severity?: Severity;
      readonly mostly?: number;
      readonly [tunable: string]: number | Severity | undefined;
    };

/** A rule that is on, as it is set. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly tuning: Tuning;
  /** The share of conforming values at which a field passes. */
  readonly mostly: number | undefined;
}

const severities = ['error', 'warning', 'info'];

/** A rule as it is set; undefined if it is off. */
export function readSetting(rule: Rule, setting: RuleSetting | undefined): ActiveRule | undefined {
  if (setting === 'off') return undefined;
  const parts = typeof setting === 'string' ? { severity: setting } : (setting ?? {});
  const { severity = rule.severity, mostly = rule.mostly, ...tuned } = parts;
  const fail = (problem: string): never => {
    throw new ValidatorError({
      code: 'INVALID_RULE',
      message: `The setting of rule "${rule.name}" ${problem}`,
    });
  };
  if (!severities.includes(severity)) fail(`has the severity ${JSON.stringify(severity)}`);
  if (mostly !== undefined && !(mostly >= 0 && mostly <= 1)) fail('needs "mostly" from 0 to 1');
  const tunables = rule.tunables ?? {};
  for (const [name, value] of Object.entries(tuned)) {
    if (!Object.hasOwn(tunables, name)) fail(`names ${JSON.stringify(name)}, which the rule has not`);
    if (typeof value !== 'number' || Number.isNaN(value)) fail(`needs a number for ${JSON.stringify(name)}`);
  }
  return {
    rule: severity === rule.severity ? rule : { ...rule, severity },
    tuning: { ...tunables, ...(tuned as Record<string, number>) },
    mostly,
  };
}
