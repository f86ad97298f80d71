import { CorrectionError } from '../errors';
import type { CorrectionPlan, Decision } from '../model/plan';

/** @throws CorrectionError `UNKNOWN_PROPOSAL` if a decision is about a proposal that the plan has not. */
export function checkDecisions(plan: CorrectionPlan, decisions: readonly Decision[]): void {
  const known = new Set(plan.proposals.map(({ id }) => id));
  const unknown = decisions.find(({ proposal }) => !known.has(proposal));
  if (unknown) {
    throw new CorrectionError({
      code: 'UNKNOWN_PROPOSAL',
      message: `A decision is about the proposal "${unknown.proposal}", which the plan has not`,
      advice: 'Decisions belong to the plan that they were made on.',
    });
  }
}
