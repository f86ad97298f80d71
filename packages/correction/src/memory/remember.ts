import { checkDecisions } from '../decide/check-decisions';
import { CorrectionError } from '../errors';
import type { DecisionMemory, DecisionNote, RememberedDecision } from '../model/memory';
import type { CorrectionPlan, Decision } from '../model/plan';
import { asOfDate, weeksLater } from './as-of';
import { decisionKey, isOfColumn } from './deviation';

/** A memory without decisions. */
export const noMemory: DecisionMemory = { version: 1, decisions: [] };

/** Options of {@link rememberDecisions}. */
export interface RememberOptions {
  /** As-of date of the week, `YYYY-MM-DD`; default the plan's. Required for the plan of a bare table. */
  readonly asOf?: string;
  /** Weeks after which the decisions are asked for again; default 26. */
  readonly expiresAfterWeeks?: number;
}

/**
 * A memory with the decisions that persons made on a plan. A policy's are not remembered, nor what concerns a
 * row without a ticker; of a whole column in another unit one is, for all of its cells. Of several decisions on the same company, field, rule and deviation the latest counts;
 * those that have expired by now are left out.
 *
 * @throws CorrectionError `UNKNOWN_PROPOSAL` if a decision is about a proposal that the plan has not;
 * `INVALID_OPTION` without an as-of date, or with less than no weeks.
 * @example
 * ```ts
 * import { decide, proposeCorrections } from '@stock-analyzer/correction';
 * import { noMemory, rememberDecisions } from '@stock-analyzer/correction/memory';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * const word = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'obvious' } as const;
 * const memory = rememberDecisions(noMemory, plan, decide(plan, {}, word), { asOf: '2025-10-10' });
 * memory.decisions.map(({ ticker, from, to, expires }) => [ticker, from, to, expires]);
 * // → [['NVDA', 'Nasdaq', 'NASDAQ', '2026-04-10']]
 * ```
 */
export function rememberDecisions(
  memory: DecisionMemory,
  plan: CorrectionPlan,
  decisions: readonly Decision[],
  options: RememberOptions = {},
): DecisionMemory {
  const { expiresAfterWeeks = 26 } = options;
  const as_of = asOfDate(plan, options.asOf);
  if (!(expiresAfterWeeks >= 0)) {
    throw new CorrectionError({
      code: 'INVALID_OPTION',
      message: `Decisions cannot expire after ${expiresAfterWeeks} weeks`,
      advice: 'Give a number of weeks, 0 or more.',
    });
  }
  checkDecisions(plan, decisions);
  const expires = weeksLater(as_of, expiresAfterWeeks);
  const last = new Map(decisions.map((decision) => [decision.proposal, decision]));
  const made = plan.proposals.flatMap(({ id, ticker: own, field, rule, from, to }): RememberedDecision[] => {
    const word = last.get(id);
    const ticker = isOfColumn(rule) ? null : own;
    if (!word || (own === null && !isOfColumn(rule)) || word.by.startsWith('policy:')) return [];
    const { decision, by, at, reason } = word;
    return [{ ticker, field, rule, from, to, decision, by, at, reason, as_of, expires }];
  });
  // What is recalled comes with the instant at which it was decided, and is known by it.
  const known = new Map(memory.decisions.map((each) => [decisionKey(each), Date.parse(each.at)]));
  const news = made.filter((each) => !(known.get(decisionKey(each))! >= Date.parse(each.at)));
  const { decisions: all } = mergeMemories(memory, { version: 1, decisions: news });
  return { version: 1, decisions: all.filter((each) => each.expires >= as_of) };
}

/**
 * Two memories as one: of two decisions on the same thing the later counts. It does not matter which memory
 * comes first.
 *
 * @example
 * ```ts
 * import { mergeMemories, noMemory } from '@stock-analyzer/correction/memory';
 *
 * mergeMemories(noMemory, noMemory).decisions; // → []
 * ```
 */
export function mergeMemories(one: DecisionMemory, other: DecisionMemory): DecisionMemory {
  const byKey = new Map<string, RememberedDecision>();
  for (const decision of [...one.decisions, ...other.decisions]) {
    const key = decisionKey(decision);
    const known = byKey.get(key);
    if (!known || outweighs(decision, known)) byKey.set(key, decision);
  }
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: 1, decisions: sorted.map(([, decision]) => decision) };
}

/** The later; of one instant the one made on the earlier week. */
function outweighs(one: RememberedDecision, other: RememberedDecision): boolean {
  const later = Date.parse(one.at) - Date.parse(other.at);
  if (later !== 0) return later > 0;
  const text = ({ as_of, ...rest }: RememberedDecision) => as_of + JSON.stringify(rest);
  return text(one) < text(other);
}

/**
 * A memory without the decisions that notes tell of: a person has seen that the source changed under them.
 *
 * @example
 * ```ts
 * import { forgetNoted, noMemory } from '@stock-analyzer/correction/memory';
 *
 * forgetNoted(noMemory, []) === noMemory; // → true
 * ```
 */
export function forgetNoted(memory: DecisionMemory, notes: readonly DecisionNote[]): DecisionMemory {
  if (notes.length === 0) return memory;
  const noted = new Set(notes.map(({ decided }) => decisionKey(decided)));
  const decisions = memory.decisions.filter((decision) => !noted.has(decisionKey(decision)));
  return { version: 1, decisions };
}
