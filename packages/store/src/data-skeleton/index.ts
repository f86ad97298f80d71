import { DataSkeleton } from './data-skeleton';

export type { DetectedField, DetectedSchema } from './detect';
export type { SkeletonEvent, SkeletonListener, SkeletonSubscription, SubscribeOptions } from './events';
export type { DataRow, SkeletonConditions, SkeletonFilter, SkeletonQuery, SkeletonSort } from './language';
export type { SkeletonLogger } from './logger';
export type { PageInfo } from './pages';
export {
  type CachedData,
  DataProvider,
  type ProviderConfig,
  type ProviderEventBus,
  type ProviderQuery,
  type ProviderResult,
} from './provider';
export type { ReplaceResult, RowValidator, SkeletonOptions } from './skeleton';
export type { CacheStats, SkeletonReport, SkeletonStats } from './stats';
export { DataSkeleton, DataSkeleton as default };

declare global {
  /** The page's own rows: there as soon as `@stock-analyzer/store/data-skeleton` is loaded in a browser. */
  var dataSkeleton: DataSkeleton;
}

if (typeof window !== 'undefined') window.dataSkeleton ??= new DataSkeleton();
