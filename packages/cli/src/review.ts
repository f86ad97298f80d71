import { type CorrectionPlan, type Decision, decide, previewPlan } from '@stock-analyzer/correction';
import type { Terminal } from './terminal/terminal';

/**
 * Shows a plan and asks what to do with it. `y` accepts and `n` refuses every proposal, `1` goes through
 * them one by one; anything else leaves what is not decided undecided, which holds the run.
 */
export async function reviewPlan(plan: CorrectionPlan, by: string, terminal: Terminal): Promise<Decision[]> {
  const word = (decision: Decision['decision']) => ({
    decision,
    by,
    at: new Date().toISOString(),
    reason: 'decided at the terminal',
  });
  const preview = (shown: CorrectionPlan) =>
    previewPlan(shown, { color: terminal.errColor.isColorSupported });
  terminal.err(preview(plan));
  const answer = await terminal.ask('Apply them? [y]es all, [n]o none, [1] one by one, [l]ater: ');
  const all = wordIn(answer);
  if (all) return decide(plan, {}, word(all));
  if (answer.trim() !== '1') return [];
  const decisions: Decision[] = [];
  for (const proposal of plan.proposals) {
    if (decisions.some((decision) => decision.proposal === proposal.id)) continue;
    terminal.err(preview({ ...plan, proposals: [proposal], flagged: [] }));
    const one = wordIn(await terminal.ask('Apply it? [y]es, [n]o, [l]ater: '));
    if (one) decisions.push(...decide(plan, { ids: [proposal.id] }, word(one)));
  }
  return decisions;
}

function wordIn(answer: string): Decision['decision'] | undefined {
  if (/^\s*y(es)?\s*$/i.test(answer)) return 'accept';
  return /^\s*no?\s*$/i.test(answer) ? 'refuse' : undefined;
}
