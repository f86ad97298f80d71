import { type Place, StockAnalyzerError } from '@stock-analyzer/schema';

/**
 * Codes of {@link StoreError}.
 *
 * Opening:
 * - `MISSING_PEER`: the adapter's client library is not installed, or has no build for this platform.
 * - `CANNOT_OPEN`: the place cannot be opened: its folder does not exist, or it is no file.
 * - `NOT_A_STORE`: the file is no database, or a database of something else.
 * - `NEWER_FORMAT`: a later version of this package wrote it.
 * - `CLOSED`: the store was closed before the call.
 *
 * A host:
 * - `UNREACHABLE`: it did not answer, or with an error that may pass. Retryable.
 * - `TIMEOUT`: it took longer than the time to wait. Retryable.
 * - `ABORTED`: the caller's signal ended the request.
 * - `TOO_LARGE`: the answer is larger than was allowed.
 *
 * The engine:
 * - `BUSY`: another writer was at it for longer than the time to wait. Retryable.
 * - `READ_ONLY`: the file or its folder may not be written.
 * - `FULL`: no space is left. What was there before the call is whole.
 * - `CORRUPT`: the stored data is damaged.
 * - `EVICTED`: what was stored was deleted from outside. The store is empty and can be used; told once. Retryable.
 * - `ENGINE`: any other failure of the engine; `cause` has it.
 *
 * Snapshots and releases:
 * - `INVALID_DATASET`: the dataset cannot be stored: no ticker, one twice, a required field missing, no real as-of date.
 * - `SCHEMA_MISMATCH`: a field has another kind than in the weeks already stored.
 * - `UNKNOWN_RELEASE`: there is no snapshot of that id or date, or nothing is released yet.
 * - `RELEASE_CONFLICT`: the release id is taken by another dataset.
 * - `OLDER_WEEK`: the release would replace a newer week.
 * - `ALREADY_RELEASED`: what was released is history and cannot be discarded.
 * - `STALE_RELEASE`: another release became current in between. Retryable.
 *
 * Questions:
 * - `UNKNOWN_FIELD`: the snapshot and its schemas have no field of that name; the message names near ones.
 * - `INVALID_QUERY`: a filter, sort, page or projection that cannot be understood; the message says which part.
 * - `INVALID_CURSOR`: a cursor that is damaged, or of another query.
 * - `INVALID_VALUE`: a preference that is not JSON.
 * - `NOT_LOADED`: a synchronous call before the snapshot was loaded.
 * - `NOT_SUPPORTED`: the adapter cannot do that; its `capabilities` say so.
 */
export type StoreErrorCode =
  | 'MISSING_PEER'
  | 'CANNOT_OPEN'
  | 'NOT_A_STORE'
  | 'NEWER_FORMAT'
  | 'CLOSED'
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'TOO_LARGE'
  | 'BUSY'
  | 'READ_ONLY'
  | 'FULL'
  | 'CORRUPT'
  | 'EVICTED'
  | 'ENGINE'
  | 'INVALID_DATASET'
  | 'SCHEMA_MISMATCH'
  | 'UNKNOWN_RELEASE'
  | 'RELEASE_CONFLICT'
  | 'OLDER_WEEK'
  | 'ALREADY_RELEASED'
  | 'STALE_RELEASE'
  | 'UNKNOWN_FIELD'
  | 'INVALID_QUERY'
  | 'INVALID_CURSOR'
  | 'INVALID_VALUE'
  | 'NOT_LOADED'
  | 'NOT_SUPPORTED';

/**
 * Thrown by every store: see {@link StoreErrorCode}.
 *
 * @example
 * ```ts
 * import { StoreError } from '@stock-analyzer/store';
 *
 * const error = new StoreError({ code: 'BUSY', message: 'Another process is writing', retryable: true });
 * error.retryable; // → true
 * ```
 */
export class StoreError extends StockAnalyzerError<StoreErrorCode> {}

/** @internal */
export function storeError(
  code: StoreErrorCode,
  message: string,
  advice?: string,
  more: { readonly place?: Place; readonly retryable?: boolean; readonly cause?: unknown } = {},
): StoreError {
  return new StoreError({ code, message, ...(advice && { advice }), ...more });
}
