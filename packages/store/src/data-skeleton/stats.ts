/** Figures that a DataSkeleton keeps. */
export interface SkeletonStats {
  /** When the rows were last replaced; null before the first time. */
  lastUpdate: Date | null;
  recordCount: number;
  fieldCount: number;
  /** Hits ÷ queries since the cache was last cleared; 0 before the first query. */
  cacheHitRate: number;
}

/** How often the cache had the answer since it was last cleared. */
export interface CacheStats {
  hits: number;
  misses: number;
}

/** What {@link DataSkeleton.getStats} gives. */
export interface SkeletonReport extends SkeletonStats {
  readonly cacheStats: CacheStats;
  readonly subscriberCount: number;
  readonly moduleCount: number;
}
