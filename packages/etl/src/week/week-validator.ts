import type { Dataset } from '@stock-analyzer/schema';
import { createValidator, type Validator } from '@stock-analyzer/validator';
import { learnBaseline, weekRules } from '@stock-analyzer/validator/week';
import type { SourceProfile } from '../profile/types';

/**
 * The validator of a source's weeks: with the rules that look at a week as a whole, and the relations of the
 * source's own fields. Give the same earlier weeks to its `check`.
 *
 * @example
 * ```ts
 * import { globalScouter, weekValidator } from '@stock-analyzer/etl';
 *
 * const { rules } = weekValidator(globalScouter);
 * rules.some(({ name }) => name === 'eps-change-1w'); // → true
 * ```
 */
export function weekValidator(
  { schema, relations, restatements }: SourceProfile,
  earlier: readonly Dataset[] = [],
): Validator {
  const rules = weekRules({
    ...(relations && { relations }),
    ...(restatements && { restatements }),
    // Learned once, for the check before the corrections and the one after them.
    ...(earlier.length > 0 && { baseline: learnBaseline(schema, earlier) }),
  });
  return createValidator(schema, { rules });
}
