import type { Decision, Journal, Proposal } from '@stock-analyzer/correction';
import type { Bilingual } from '@stock-analyzer/schema';

/** What became of a proposal. */
export type ProposalStatus = 'applied' | 'refused' | 'accepted' | 'pending';

/** `accepted` is rare: the other half of its pair was refused, or the data had the value already. */
export const proposalStatusWords: Readonly<Record<ProposalStatus, Bilingual>> = {
  pending: { en: 'To decide', ko: '결정 대기' },
  applied: { en: 'Applied', ko: '적용됨' },
  accepted: { en: 'Accepted, not applied', ko: '수락됐으나 미적용' },
  refused: { en: 'Refused', ko: '거부됨' },
};

/** The last decision on each proposal, and what it came to. */
export function proposalStatus(
  decisions: readonly Decision[],
  journal: Journal,
): (proposal: Proposal) => { readonly status: ProposalStatus; readonly decision: Decision | undefined } {
  const last = new Map(decisions.map((decision) => [decision.proposal, decision]));
  const applied = new Set(journal.entries.map(({ id }) => id));
  return ({ id }) => {
    const decision = last.get(id);
    const status = applied.has(id)
      ? 'applied'
      : decision?.decision === 'refuse'
        ? 'refused'
        : decision
          ? 'accepted'
          : 'pending';
    return { status, decision };
  };
}
