import { StoreError } from './errors';

/**
 * Loads the part of the core that not every page needs, when it is first asked for.
 *
 * @throws StoreError `UNREACHABLE` where its file cannot be had, as without a network.
 */
export async function loadLater() {
  try {
    return await import('./later');
  } catch (cause) {
    throw new StoreError({
      code: 'UNREACHABLE',
      message: 'A part of the store cannot be loaded',
      advice: 'Load the page again; for use offline keep all of its script files.',
      retryable: true,
      cause,
    });
  }
}
