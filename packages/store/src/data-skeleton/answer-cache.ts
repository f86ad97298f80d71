import { Announcer } from './announcer';
import { cacheKey } from './cache-key';
import type { DataRow, SkeletonQuery } from './language';
import type { CacheStats, SkeletonStats } from './stats';

/** Keeps answers for those who ask again. */
export class AnswerCache extends Announcer {
  /** Answers by {@link AnswerCache.getCacheKey}, the oldest first. */
  processedData = new Map<string, unknown>();
  cacheEnabled = true;
  /** How many answers are kept. */
  maxCacheSize = 1000;
  cacheStats: CacheStats = { hits: 0, misses: 0 };
  stats: SkeletonStats = { lastUpdate: null, recordCount: 0, fieldCount: 0, cacheHitRate: 0 };

  /** Under what a query's answer is kept: the same for queries that ask the same. */
  getCacheKey(options: SkeletonQuery): string {
    return cacheKey(options);
  }

  /** Keeps an answer, a copy if it is an array; if there is no room the oldest goes. */
  saveToCache(key: string, value: unknown): void {
    const cache = this.processedData;
    if (cache.size >= this.maxCacheSize) cache.delete(cache.keys().next().value!);
    cache.set(key, Array.isArray(value) ? value.slice() : value);
  }

  /** Forgets all answers and their counts. */
  clearCache(): void {
    this.processedData.clear();
    this.cacheStats.hits = 0;
    this.cacheStats.misses = 0;
  }

  /** Whether answers are kept; without, all are forgotten. */
  setCacheEnabled(enabled: boolean): void {
    this.cacheEnabled = enabled;
    if (!enabled) this.clearCache();
  }

  /** @internal The key of a query, empty where nothing is kept. */
  protected keyOf(options: SkeletonQuery): string {
    return this.cacheEnabled ? this.getCacheKey(options) : '';
  }

  /** @internal The answer as it is kept, which is not to be handed out; undefined if it is not kept. */
  protected known(key: string): readonly DataRow[] | undefined {
    const { cacheStats, stats } = this;
    const known = key && this.processedData.get(key);
    if (known) cacheStats.hits++;
    else cacheStats.misses++;
    stats.cacheHitRate = cacheStats.hits / (cacheStats.hits + cacheStats.misses);
    return (known || undefined) as DataRow[] | undefined;
  }
}
