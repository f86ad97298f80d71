import type { CorrectionPlan, Decision } from '@stock-analyzer/correction';
import { readJson } from '../read-json';
import { parseDecisions } from './parse-decisions';

/** Where a review of a run is kept unless another place is named. */
export function decisionFileName(runId: string): string {
  return `decisions-${runId}.json`;
}

/** Decisions on a plan as a file, one a line: what `approve --decisions` takes. */
export function decisionFileText({ hash_before }: CorrectionPlan, decisions: readonly Decision[]): string {
  const lines = decisions.map((decision) => `    ${JSON.stringify(decision)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": 1,\n  "plan": ${JSON.stringify(hash_before)},\n  "decisions": ${list}\n}\n`;
}

/**
 * Reads a decision file.
 *
 * @throws CliError `CANNOT_READ`; CorrectionError if it is no decision file, or one for another plan.
 */
export async function readDecisionFile(path: string, plan: CorrectionPlan): Promise<Decision[]> {
  return parseDecisions(await readJson(path), plan);
}
