import type { ReleaseOptions } from '../contract';
import { storeError } from '../errors';
import { comparePoints } from '../query/text';
import { currentOf, findRelease } from './current';
import type { ReleaseInfo } from './types';

/**
 * The list of snapshots after a release, by the rules that every adapter keeps; null if nothing has to change.
 *
 * @throws StoreError `UNKNOWN_RELEASE`, `OLDER_WEEK`, `STALE_RELEASE`.
 */
export function moveRelease(
  releases: readonly ReleaseInfo[],
  releaseId: string,
  options: ReleaseOptions = {},
): ReleaseInfo[] | null {
  const found = findRelease(releases, releaseId);
  const current = currentOf(releases);
  if (found.current || (options.asHistory && found.releasedAt !== null)) return null;
  refuseStale(current, options);
  refuseOlder(current, found.asOf, options);
  const releasedAt = options.releasedAt ?? new Date().toISOString();
  return releases.map((release) => {
    // Going back to a release leaves it where it is in history: what was known when stays so.
    if (release === found)
      return { ...release, releasedAt: release.releasedAt ?? releasedAt, current: !options.asHistory };
    return release.current && !options.asHistory ? { ...release, current: false } : release;
  });
}

/** Throws if a release of that date would take readers back to an older week unasked. */
export function refuseOlder(current: ReleaseInfo | null, asOf: string, options: ReleaseOptions): void {
  if (!current || asOf >= current.asOf || options.asHistory || options.allowOlder) return;
  throw storeError(
    'OLDER_WEEK',
    `The week of ${asOf} is older than the current release, of ${current.asOf}`,
    'Pass asHistory to record it, or allowOlder to go back to it.',
  );
}

/** Throws if another release became current than the one that the caller goes by. */
export function refuseStale(current: ReleaseInfo | null, { ifCurrent }: ReleaseOptions): void {
  if (ifCurrent === undefined || ifCurrent === (current?.id ?? null)) return;
  const show = (id: string | null | undefined) => (id ? `"${id}"` : 'none');
  throw storeError(
    'STALE_RELEASE',
    `The current release is ${show(current?.id)}, not ${show(ifCurrent)}`,
    'Read it again and repeat the change.',
    { retryable: true },
  );
}

/** The list with one more snapshot: by date, of one date in the order of staging. */
export function insertRelease(releases: readonly ReleaseInfo[], added: ReleaseInfo): ReleaseInfo[] {
  return [...releases, added].sort((a, b) => comparePoints(a.asOf, b.asOf));
}
