import { type CorrectionPlan, type Decision, decide, previewPlan } from '@stock-analyzer/correction';
import type { Terminal } from './terminal/terminal';

/**
 * Shows a plan and asks what to do with it. `y` accepts and `n` refuses every proposal, `1` goes through
 * them one by one; anything else leaves what is not decided undecided, which holds the run.
 */
export async function reviewPlan(plan: CorrectionPlan, by: string, terminal: Terminal): Promise<Decision[]> {
  const word = (decision: 'accept' | 'refuse') => ({
    decision,
    by,
    at: new Date().toISOString(),
    reason: 'decided at the terminal',
  });
  const preview = (shown: CorrectionPlan) => previewPlan(shown, { color: terminal.color.isColorSupported });
  terminal.err(preview(plan));
  const answer = await terminal.ask('Apply them? [y]es all, [n]o none, [1] one by one, [l]ater: ');
  switch (answer.trim().toLowerCase()) {
    case 'y':
    case 'yes':
      return decide(plan, {}, word('accept'));
    case 'n':
    case 'no':
      return decide(plan, {}, word('refuse'));
    case '1':
      break;
    default:
      return [];
  }
  const decisions: Decision[] = [];
  for (const proposal of plan.proposals) {
    if (decisions.some((decision) => decision.proposal === proposal.id)) continue;
    terminal.err(preview({ ...plan, proposals: [proposal], flagged: [] }));
    const one = (await terminal.ask('Apply it? [y]es, [n]o, [l]ater: ')).trim().toLowerCase();
    const decision = one.startsWith('y') ? 'accept' : one.startsWith('n') ? 'refuse' : undefined;
    if (decision) decisions.push(...decide(plan, { ids: [proposal.id] }, word(decision)));
  }
  return decisions;
}
