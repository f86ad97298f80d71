/** What tells one version of a file from another; opaque. */
export interface Version {
  readonly etag?: string;
  readonly modified?: string;
}

/** A file as it was read, no longer compressed. */
export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly version: Version;
}

/** How a file is asked for. */
export interface ReadOptions {
  /** The version that the caller has. */
  readonly known?: Version;
  /**
   * How new the answer has to be. `any`: a cache may answer, because the file never changes; `checked`: a cache may
   * answer once the host said that it still holds; `new`: only the host may answer.
   */
  readonly from: 'any' | 'checked' | 'new';
}

/**
 * Reads files of a place. Null: the caller has the version that is there.
 *
 * @throws StoreError `CANNOT_OPEN`, `UNREACHABLE`, `TIMEOUT`, `TOO_LARGE`, `CORRUPT`, `ABORTED`, `CLOSED`.
 */
export type Reader = (url: string, options: ReadOptions) => Promise<ReadFile | null>;

/** What bounds every read of a store. */
export interface ReaderLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Aborted when the store is closed, or by the caller's signal; its reason is the error to throw. */
  readonly signal: AbortSignal;
}
