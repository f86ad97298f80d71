/** What {@link storageStatus} tells; null where the browser does not. */
export interface StorageStatus {
  /** Bytes that this site has stored, all its databases and caches together. */
  readonly usedBytes: number | null;
  /** Bytes that the browser lets this site store. */
  readonly quotaBytes: number | null;
  /** Whether the browser keeps them until the user deletes them; else it may delete them when the disk fills up. */
  readonly persistent: boolean;
}

/**
 * How much this site has stored, and how safe it is.
 *
 * @example
 * ```ts
 * // no-run: needs a browser
 * import { persistStorage, storageStatus } from '@stock-analyzer/store/idb';
 *
 * const { usedBytes, quotaBytes, persistent } = await storageStatus();
 * if (!persistent) console.log(await persistStorage());
 * console.log(`${usedBytes} of ${quotaBytes} bytes`);
 * ```
 */
export async function storageStatus(): Promise<StorageStatus> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined;
  const { usage = null, quota = null } = (await storage?.estimate?.()) ?? {};
  return { usedBytes: usage, quotaBytes: quota, persistent: (await storage?.persisted?.()) ?? false };
}

/**
 * Asks the browser to keep what this site stores until the user deletes it. Some browsers ask the user, others decide
 * by how much the site is used: ask when the user does something that shows the wish to keep, such as going offline.
 *
 * @returns whether it is kept now.
 * @example
 * ```ts
 * // no-run: needs a browser
 * import { persistStorage } from '@stock-analyzer/store/idb';
 *
 * const kept = await persistStorage();
 * console.log(kept ? 'Kept' : 'May be deleted when the disk is full');
 * ```
 */
export async function persistStorage(): Promise<boolean> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined;
  return (await storage?.persist?.()) ?? false;
}
