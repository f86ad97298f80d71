/** Where a DataSkeleton reports what it does: `console` fits. */
export interface SkeletonLogger {
  info?(message: string, ...details: unknown[]): void;
  warn?(message: string, ...details: unknown[]): void;
  error?(message: string, ...details: unknown[]): void;
}
