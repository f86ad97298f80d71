import { type CorrectionPlan, type Decision, decide, previewPlan } from '@stock-analyzer/correction';
import type { Terminal } from '../terminal/terminal';
import { reviewOnScreen } from './screen';
import { ReviewSession } from './session';

const REASON = 'decided at the terminal';

/**
 * Shows a plan and asks what to do with it. `y` accepts and `n` refuses every proposal, `1` opens the review, which
 * goes through them one by one; anything else leaves what is not decided undecided, which holds the run.
 */
export async function askAboutPlan(
  plan: CorrectionPlan,
  by: string,
  terminal: Terminal,
): Promise<Decision[]> {
  terminal.err(previewPlan(plan, { color: terminal.errColor.isColorSupported }));
  const answer = await terminal.ask('Apply them? [y]es all, [n]o none, [1] one by one, [l]ater: ');
  const all = wordIn(answer);
  if (all) return decide(plan, {}, { decision: all, by, at: new Date().toISOString(), reason: REASON });
  if (answer.trim() !== '1') return [];
  const session = new ReviewSession({ ...plan, plan }, by);
  const title = 'Corrections, one by one';
  const ending = await reviewOnScreen(session, terminal, { title, reason: REASON, canApprove: false });
  return ending === 'discard' ? [] : session.decisions;
}

function wordIn(answer: string): Decision['decision'] | undefined {
  if (/^\s*y(es)?\s*$/i.test(answer)) return 'accept';
  return /^\s*no?\s*$/i.test(answer) ? 'refuse' : undefined;
}
