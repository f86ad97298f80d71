import { CorrectionError, type CorrectionPlan, type Decision } from '@stock-analyzer/correction';

// Stands in until the correction package brings its own.
export function parseDecisions(json: unknown, plan: CorrectionPlan): Decision[] {
  const file = json as { version?: unknown; plan?: unknown; decisions?: unknown } | null | undefined;
  if (file?.version !== 1 || typeof file.plan !== 'string' || !Array.isArray(file.decisions)) {
    throw new CorrectionError({ code: 'INVALID_PLAN', message: 'This is no decision file' });
  }
  if (file.plan !== plan.hash_before) {
    throw new CorrectionError({ code: 'WRONG_DATA', message: 'The decisions are for another plan' });
  }
  const known = new Set(plan.proposals.map(({ id }) => id));
  return file.decisions.map((each: Decision) => {
    if (!known.has(each?.proposal)) {
      throw new CorrectionError({ code: 'UNKNOWN_PROPOSAL', message: `No proposal ${each?.proposal}` });
    }
    return each;
  });
}
