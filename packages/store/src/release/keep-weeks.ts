import type { ReleaseInfo } from './types';

/** The list without the weeks that are older than the newest so many; the current one and what is only staged stay. */
export function keepNewestWeeks(releases: readonly ReleaseInfo[], weeks: number): readonly ReleaseInfo[] {
  const dates = new Set(releases.flatMap(({ asOf, releasedAt }) => (releasedAt === null ? [] : [asOf])));
  const kept = new Set([...dates].sort().slice(-Math.max(1, weeks)));
  return releases.filter(({ asOf, releasedAt, current }) => current || releasedAt === null || kept.has(asOf));
}
