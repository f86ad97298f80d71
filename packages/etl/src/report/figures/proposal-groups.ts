import type { Proposal } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import { companySize, fieldRank } from './importance';

/** Proposals that are alike: one rule in one field, the largest company first. Never empty. */
export type ProposalGroup = readonly [Proposal, ...Proposal[]];

/** Groups of proposals: what moves investment figures first, then the largest group. */
export function groupProposals(proposals: readonly Proposal[], dataset: Dataset): ProposalGroup[] {
  const sizeOf = companySize(dataset);
  const groups = new Map<string, [Proposal, ...Proposal[]]>();
  for (const proposal of proposals) {
    const key = JSON.stringify([proposal.rule, proposal.field]);
    const group = groups.get(key);
    if (group) group.push(proposal);
    else groups.set(key, [proposal]);
  }
  for (const group of groups.values()) group.sort((a, b) => sizeOf(b.row) - sizeOf(a.row));
  return [...groups.values()].sort(
    (a, b) => fieldRank(dataset, a[0].field) - fieldRank(dataset, b[0].field) || b.length - a.length,
  );
}
