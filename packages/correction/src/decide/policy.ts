import type { CorrectionPlan, CorrectionRule, Decision, Proposal } from '../model/plan';
import { decide } from './decide';

/** What may be applied without a person's decision. */
export interface CorrectionPolicy {
  /** Stands in every journal entry as `policy:NAME`. */
  readonly name: string;
  /** 0 to 1. */
  readonly minConfidence: number;
  /** Only these rules; default all. */
  readonly rules?: readonly CorrectionRule[];
}

/** The default policy: nothing is applied without a person's decision. */
export const noPolicy: CorrectionPolicy = { name: 'none', minConfidence: 1, rules: [] };

/**
 * The strictest policy that is worth having: only what is right 9,999 times in 10,000. `pnpm bench accuracy`
 * judges it.
 *
 * @example
 * ```ts
 * import { decideByPolicy, proposeCorrections, strictPolicy } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const weekOf = (per: number) => rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'PER (Oct-25)': per }]);
 * const plan = proposeCorrections(weekOf(1548), [], { schema: companySchema, earlier: [weekOf(15.5)] });
 * decideByPolicy(plan, strictPolicy).length; // → 0
 * ```
 */
export const strictPolicy: CorrectionPolicy = { name: 'strict', minConfidence: 0.9999 };

/**
 * Accepts what a policy allows and leaves the rest undecided, for a person. A group (a shifted row, a column) is
 * allowed only if each of its proposals is.
 *
 * @param at ISO 8601 instant of the decisions; default: when the plan was made.
 * @example
 * ```ts
 * import { decideByPolicy, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * decideByPolicy(plan).length; // → 0
 * decideByPolicy(plan, { name: 'spelling', minConfidence: 0.9, rules: ['spelling'] })[0]?.by; // → 'policy:spelling'
 * ```
 */
export function decideByPolicy(
  plan: CorrectionPlan,
  policy: CorrectionPolicy = noPolicy,
  at: string = plan.created_at,
): Decision[] {
  const { name, minConfidence, rules } = policy;
  const isAllowed = ({ confidence, rule }: Proposal) =>
    confidence >= minConfidence && (!rules || rules.includes(rule));
  const doubted = new Set(plan.proposals.flatMap((each) => (isAllowed(each) ? [] : (each.group ?? []))));
  const isWhole = ({ group }: Proposal) => group === null || !doubted.has(group);
  const ids = plan.proposals.filter((each) => isAllowed(each) && isWhole(each)).map(({ id }) => id);
  const reason = `confidence of at least ${minConfidence}`;
  return decide(plan, { ids }, { decision: 'accept', by: `policy:${name}`, at, reason });
}
