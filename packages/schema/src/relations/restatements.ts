/** A field that tells again what another field told in the week of an earlier date. */
export interface Restatement {
  /** Key of the field that tells it now. */
  readonly field: string;
  /** Key of the field that told it then. */
  readonly restates: string;
  /** How many days ago that week was, at least and at most. */
  readonly days: readonly [min: number, max: number];
}

/**
 * What a Global Scouter week tells again: the EPS consensus at earlier dates is what those weeks called
 * `EPS (Fwd)`. The lags are those of the sheets' dated columns.
 *
 * @example
 * ```ts
 * import { globalScouterRestatements } from '@stock-analyzer/schema/relations';
 *
 * globalScouterRestatements[0]; // → { field: 'epsConsensus1wAgo', restates: 'eps', days: [5, 9] }
 * ```
 */
export const globalScouterRestatements: readonly Restatement[] = [
  { field: 'epsConsensus1wAgo', restates: 'eps', days: [5, 9] },
  { field: 'epsConsensus1mAgo', restates: 'eps', days: [26, 33] },
  { field: 'epsConsensus3mAgo', restates: 'eps', days: [86, 95] },
  { field: 'epsConsensus6mAgo', restates: 'eps', days: [178, 187] },
  { field: 'epsConsensus12mAgo', restates: 'eps', days: [361, 370] },
];
