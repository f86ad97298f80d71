/**
 * Proposals by what can be decided on its own: one alone, or all that can only be applied together, such as both halves
 * of a swapped high and low or a whole column. In the order of the first of each.
 *
 * @example
 * ```ts
 * import { decisionUnits } from '@stock-analyzer/etl';
 *
 * const proposals = [{ group: 'column:roe' }, { group: null }, { group: 'column:roe' }];
 * decisionUnits(proposals).map(({ length }) => length); // → [2, 1]
 * ```
 */
export function decisionUnits<P extends { readonly group: string | null }>(
  proposals: readonly P[],
): (readonly [P, ...P[]])[] {
  const units: [P, ...P[]][] = [];
  const byGroup = new Map<string, [P, ...P[]]>();
  for (const proposal of proposals) {
    const known = proposal.group === null ? undefined : byGroup.get(proposal.group);
    if (known) {
      known.push(proposal);
      continue;
    }
    const unit: [P, ...P[]] = [proposal];
    units.push(unit);
    if (proposal.group !== null) byGroup.set(proposal.group, unit);
  }
  return units;
}
