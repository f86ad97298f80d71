import { type StoreError, storeError } from '../errors';
import type { ReleaseInfo } from './types';

/** The release that readers see now. */
export function currentOf(releases: readonly ReleaseInfo[]): ReleaseInfo | null {
  return releases.find(({ current }) => current) ?? null;
}

/**
 * The snapshot of an id; without one the current release.
 *
 * @throws StoreError `UNKNOWN_RELEASE`.
 */
export function findRelease(releases: readonly ReleaseInfo[], releaseId?: string): ReleaseInfo {
  const found = releaseId === undefined ? currentOf(releases) : releases.find(({ id }) => id === releaseId);
  if (found) return found;
  throw unknownRelease(
    releaseId === undefined ? 'Nothing is released yet' : `There is no snapshot "${releaseId}"`,
  );
}

/** @internal */
export function unknownRelease(message: string): StoreError {
  return storeError('UNKNOWN_RELEASE', message, 'See releases().');
}
