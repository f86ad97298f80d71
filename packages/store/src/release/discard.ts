import { StoreError } from '../errors';
import type { ReleaseInfo } from './types';

/**
 * The list without a snapshot that was never released; null if there is none of that id.
 *
 * @throws StoreError `ALREADY_RELEASED`.
 */
export function withoutSnapshot(releases: readonly ReleaseInfo[], releaseId: string): ReleaseInfo[] | null {
  const found = releases.find(({ id }) => id === releaseId);
  if (!found) return null;
  if (found.releasedAt === null) return releases.filter((release) => release !== found);
  throw new StoreError({
    code: 'ALREADY_RELEASED',
    message: `"${releaseId}" was released and is history`,
    advice: 'Release another snapshot instead.',
  });
}
