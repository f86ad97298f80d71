import { CorrectionError } from '../errors';
import { isInstant, isText, parseVersioned } from '../model/json-file';
import type { CorrectionPlan, Decision } from '../model/plan';
import { checkDecisions } from './check-decisions';

/** Persons' decisions on one plan as a file, plain JSON: what a report's review writes and an approval reads. */
export interface DecisionFile {
  readonly version: 1;
  /** `hash_before` of the plan. */
  readonly plan: string;
  readonly decisions: readonly Decision[];
}

/**
 * Decisions as a file for {@link parseDecisions}.
 *
 * @throws CorrectionError `UNKNOWN_PROPOSAL` if a decision is about a proposal that the plan has not.
 * @example
 * ```ts
 * import { decide, decisionFile, parseDecisions, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * const word = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'obvious' } as const;
 * const text = JSON.stringify(decisionFile(plan, decide(plan, {}, word)));
 * parseDecisions(text, plan).map(({ decision, by }) => [decision, by]); // → [['accept', 'Kim']]
 * ```
 */
export function decisionFile(plan: CorrectionPlan, decisions: readonly Decision[]): DecisionFile {
  checkDecisions(plan, decisions);
  return { version: 1, plan: plan.hash_before, decisions };
}

/**
 * The decisions of a file, checked against the plan that they are on. Members that it does not know are left
 * out; of several decisions on one proposal the last counts.
 *
 * @param json Text of a {@link DecisionFile}.
 * @throws CorrectionError `INVALID_DECISIONS` if it is no such file; `WRONG_DATA` if it is for another plan;
 * `UNKNOWN_PROPOSAL` if it decides on what the plan does not propose.
 * @example
 * ```ts
 * import { CorrectionError, parseDecisions, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const plan = proposeCorrections(rowsToTable([{ Ticker: 'NVDA' }]), [], { schema: companySchema });
 * parseDecisions(JSON.stringify({ version: 1, plan: plan.hash_before, decisions: [] }), plan); // → []
 * let code = '';
 * try {
 *   parseDecisions('{ "version": 1, "plan": "abc", "decisions": [] }', plan);
 * } catch (error) {
 *   if (error instanceof CorrectionError) code = error.code;
 * }
 * code; // → 'WRONG_DATA'
 * ```
 */
export function parseDecisions(json: string, plan: CorrectionPlan): Decision[] {
  const file = parseVersioned(json, 'decisions', 'INVALID_DECISIONS');
  if (file.plan !== plan.hash_before) {
    throw new CorrectionError({
      code: 'WRONG_DATA',
      message: `The decisions are on another plan (hash ${String(file.plan).slice(0, 12)}…)`,
      advice: 'Decide on the plan of this data: the report of its run writes the file.',
    });
  }
  const decisions = file.decisions.map(parseDecision);
  checkDecisions(plan, decisions);
  return decisions;
}

function parseDecision(value: Readonly<Record<string, unknown>>, index: number): Decision {
  const { proposal, decision, by, at, reason } = value;
  if (
    isText(proposal) &&
    (decision === 'accept' || decision === 'refuse') &&
    isText(by) &&
    isInstant(at) &&
    typeof reason === 'string'
  ) {
    return { proposal, decision, by, at, reason };
  }
  throw new CorrectionError({
    code: 'INVALID_DECISIONS',
    message: `Decision ${index + 1} of the file is none`,
    advice: 'Each has "proposal" (an id), "decision" (accept or refuse), "by", "at" (ISO 8601) and "reason".',
  });
}
