import { storeError } from './errors';

/** The part of the core that not every page needs. */
export type Later = typeof import('./later');

/**
 * Loads that part when it is first asked for.
 *
 * @throws StoreError `UNREACHABLE` where its file cannot be had, as without a network.
 */
export async function loadLater(): Promise<Later> {
  try {
    return await import('./later');
  } catch (cause) {
    throw storeError('UNREACHABLE', 'Part of the store cannot be loaded', 'Load the page again.', {
      retryable: true,
      cause,
    });
  }
}
