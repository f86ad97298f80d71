import type { Range, Severity } from '@stock-analyzer/schema';
import type { Relation } from '@stock-analyzer/schema/relations';
import type { RuleSetting } from '../engine/settings';

interface JsonRuleHead {
  /** Kebab-case and unique. */
  readonly name: string;
  readonly severity?: Severity;
  /** 0 to 1: the share of the field's values that has to conform; see {@link RuleSetting}. */
  readonly mostly?: number;
}

interface JsonFieldRule extends JsonRuleHead {
  /** Display name of the field. */
  readonly field: string;
}

/**
 * A rule as plain data.
 *
 * - `range`: the number is from `min` to `max`; a severity of `error` says that others are impossible, else they
 *   are unusual.
 * - `list`: the text is one of `values`.
 * - `pattern`: the whole text matches `pattern`.
 * - `required`: there is a value.
 * - `integer`: the number has no fraction.
 * - `completeness`: at least `min` percent of the companies have a value.
 * - `relation`: a formula between fields holds; see `Relation` of `@stock-analyzer/schema/relations`.
 */
export type JsonRule =
  | (JsonFieldRule & { readonly kind: 'range' } & Range)
  | (JsonFieldRule & { readonly kind: 'list'; readonly values: readonly string[] })
  | (JsonFieldRule & { readonly kind: 'pattern'; readonly pattern: string })
  | (JsonFieldRule & { readonly kind: 'required' })
  | (JsonFieldRule & { readonly kind: 'integer' })
  | (JsonFieldRule & { readonly kind: 'completeness'; readonly min: number })
  | (JsonRuleHead & {
      readonly kind: 'relation';
      readonly relation: Omit<Relation, 'name' | 'severity' | 'description'> &
        Partial<Pick<Relation, 'description'>>;
    });

/** Rules and settings as plain JSON: what {@link rulesToJson} makes and {@link rulesFromJson} takes. */
export interface RuleSetJson {
  readonly version: 1;
  readonly rules: readonly JsonRule[];
  /** By rule name, as in the options of `createValidator`. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
}
