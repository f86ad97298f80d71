import type { CorrectionPlan, CorrectionRule, Decision, Proposal } from '../model/plan';

/** Which proposals are meant: those that fit every given part. `{}` means all. */
export interface ProposalSelector {
  readonly ids?: readonly string[];
  readonly rules?: readonly CorrectionRule[];
  readonly fields?: readonly string[];
  readonly tickers?: readonly string[];
  /** {@link Proposal.group}s. */
  readonly groups?: readonly string[];
  /** 0 to 1. */
  readonly minConfidence?: number;
}

/**
 * One decision on every proposal that the selector means: approve a plan whole, or in part. Both halves of a
 * swapped high and low are decided alike when one of them is meant.
 *
 * @example
 * ```ts
 * import { decide, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([
 *   { Ticker: 'NVDA', exchange: 'Nasdaq', Rating: 'strong buy' },
 *   { Ticker: 'PG', exchange: 'nyse', Rating: 'Hold' },
 * ]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * const word = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'obvious' } as const;
 * decide(plan, {}, word).length; // → 3
 * decide(plan, { fields: ['exchange'], tickers: ['PG'] }, word).length; // → 1
 * ```
 */
export function decide(
  plan: CorrectionPlan,
  selector: ProposalSelector,
  decision: Omit<Decision, 'proposal'>,
): Decision[] {
  const chosen = plan.proposals.filter(meantBy(selector));
  const groups = new Set(chosen.map(({ group }) => group));
  const ids = new Set(chosen.map(({ id }) => id));
  return plan.proposals
    .filter(({ id, group }) => ids.has(id) || (group !== null && groups.has(group)))
    .map(({ id }) => ({ proposal: id, ...decision }));
}

function meantBy(selector: ProposalSelector): (proposal: Proposal) => boolean {
  const { rules, fields, tickers, groups, minConfidence = 0 } = selector;
  const ids = selector.ids && new Set(selector.ids);
  return ({ id, rule, field, ticker, group, confidence }) =>
    (!ids || ids.has(id)) &&
    (!rules || rules.includes(rule)) &&
    (!fields || fields.includes(field)) &&
    (!tickers || (ticker !== null && tickers.includes(ticker))) &&
    (!groups || (group !== null && groups.includes(group))) &&
    confidence >= minConfidence;
}
