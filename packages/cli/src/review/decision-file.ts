import { type CorrectionPlan, type Decision, decisionFile, parseDecisions } from '@stock-analyzer/correction';
import { readTextFile } from '../read-file';

/** Where a review of a run is kept unless another place is named. */
export function decisionFileName(runId: string): string {
  return `decisions-${runId}.json`;
}

/** Decisions on a plan as a file, one a line: what `approve --decisions` takes. */
export function decisionFileText(plan: CorrectionPlan, made: readonly Decision[]): string {
  const { decisions, ...head } = decisionFile(plan, made);
  const lines = decisions.map((decision) => `    ${JSON.stringify(decision)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "decisions": ${list}\n}\n`;
}

/**
 * Reads a decision file.
 *
 * @throws CliError `CANNOT_READ`; CorrectionError if it is no decision file, or one for another plan.
 */
export async function readDecisionFile(path: string, plan: CorrectionPlan): Promise<Decision[]> {
  return parseDecisions(await readTextFile(path), plan);
}
