import { companyRelations, type Relation } from '@stock-analyzer/schema/relations';
import type { Rule } from '../rules/rule';
import { relationRules } from './relations/relation-rules';

/** What {@link weekRules} takes. */
export interface WeekRulesOptions {
  /** Default: those between the canonical fields. */
  readonly relations?: readonly Relation[];
}

/**
 * The rules for a whole week, beside those that every validator has: relations between the fields of a company.
 */
export function weekRules({ relations = companyRelations }: WeekRulesOptions = {}): Rule[] {
  return [...relationRules(relations)];
}
