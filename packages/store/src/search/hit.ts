import type { Filter } from '../query/language';
import { whole } from '../query/parse';
import type { SnapshotChoice } from '../release/types';

/** What {@link Store.search} may be told. */
export interface SearchOptions extends SnapshotChoice {
  /** How many hits at most. Default 20. */
  readonly limit?: number;
  /** Only among the companies that fit. */
  readonly filter?: Filter;
}

/** One company that a search found. */
export interface SearchHit {
  readonly ticker: string;
  /** `corpName`; null if the company has none. */
  readonly name: string | null;
  readonly industry: string | null;
  /** How well it fits: comparable within one search only. */
  readonly score: number;
  /** Which field fits best. */
  readonly field: 'Ticker' | 'corpName' | 'industry';
}

/** @throws StoreError `INVALID_QUERY`. */
export function hitLimit({ limit }: SearchOptions): number {
  return whole('limit', limit, 0, 20);
}
