import type { StoreCapabilities } from '../contract';

/** Where the file of a database lives between visits. */
export interface DatabaseHome {
  /** What people know it by, for messages. */
  readonly place: string;
  readonly announces: StoreCapabilities['announces'];
  /** Tells one content from another; null if there is none. */
  version(): Promise<string | null>;
  read(): Promise<SavedDatabase | null>;
  /**
   * Replaces the content, if it is still the one of this version: all or nothing.
   *
   * @returns the new version; undefined, and nothing is written, if another writer was faster.
   */
  replace(bytes: Uint8Array, version: string | null): Promise<string | undefined>;
  /** Keeps other writers out while `work` runs, as far as the place can; `replace` refuses those it cannot. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tells those who watch that there may be another release. */
  announce(): void;
  /** Calls `heard` when another writer may have released something; gives what ends it. */
  watch(heard: () => void): () => void;
  close(): void;
}

/** The content of a home. */
export interface SavedDatabase {
  readonly bytes: Uint8Array;
  readonly version: string;
}

/** A version that no other writer gives. */
export function newVersion(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
