/** Where numbers of a group lie, on their field's scale. */
export interface GroupSpread {
  /** Companies of the group that have a value. */
  readonly count: number;
  readonly median: number;
  /** Robust standard deviations on the two sides of the median. */
  readonly below: number;
  readonly above: number;
}

/** How a field's values move from one week to the next, on its scale. */
export interface Moves {
  /** Pairs of a company's values that were looked at. */
  readonly count: number;
  readonly median: number;
  /** Robust standard deviation of a move. */
  readonly spread: number;
  /** Share of the values, 0 to 1, that did not move at all. */
  readonly still: number;
  /** Deviations that one move in 10, 30, 100, 300, 1,000, 3,000 and 10,000 reaches, as far as there are so many. */
  readonly tail: readonly number[];
}

/** What approved weeks tell of one numeric field. */
export interface FieldBaseline {
  /** Companies of the newest week that have a value. */
  readonly count: number;
  /** Share of the companies, 0 to 1, that have a value. */
  readonly filled: number;
  /** `log` for sizes that are positive, else `asinh`, which is even near 0 and logarithmic far from it. */
  readonly scale: 'log' | 'asinh';
  /** Median size of the values: what the scale counts in. */
  readonly size: number;
  /** Key of the field that makes peers: the industry, or the currency for amounts in the listing currency. */
  readonly by: string | null;
  readonly all: GroupSpread;
  /** By group; small ones are drawn towards all. */
  readonly groups: Readonly<Record<string, GroupSpread>>;
  /** Deviations from its peers that one value in 10, 30, 100 … 10,000 reaches, as far as there are so many. */
  readonly tail: { readonly below: readonly number[]; readonly above: readonly number[] };
  /** The nine deciles, on the field's scale. */
  readonly deciles: readonly number[];
  /** Null where there is one week only. */
  readonly moves: Moves | null;
  /** The largest drift between two successive approved weeks; null where there is one week only. */
  readonly drift: number | null;
}

/** What approved weeks tell, as plain JSON: what {@link learnBaseline} makes. */
export interface Baseline {
  readonly version: 1;
  /** How many weeks it was learned from. */
  readonly weeks: number;
  /** Companies of the newest. */
  readonly companies: number;
  /** By display name. */
  readonly fields: Readonly<Record<string, FieldBaseline>>;
}

/** One in so many: the points at which tails are known. */
export const RARITIES = [10, 30, 100, 300, 1000, 3000, 10_000] as const;
