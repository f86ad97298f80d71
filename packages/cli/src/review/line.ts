import type { HeldRun } from '@stock-analyzer/etl';

/** What can be decided on its own, with the number that a reviewer calls it by. */
export interface ReviewLine {
  /** From 1. */
  readonly number: number;
  readonly proposal: Proposed;
  /** Further proposals that can only be applied together with it. */
  readonly others: readonly Proposed[];
}

type Proposed = HeldRun['proposals'][number];

/** What was said about a proposal. */
export type ReviewStatus = 'undecided' | 'accepted' | 'refused';
