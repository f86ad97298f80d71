import { StoreError } from '../errors';
import { findRelease, unknownRelease } from './current';
import type { ReleaseInfo, SnapshotChoice } from './types';

/** Each date's one release among those that hold: the current one, else the latest; oldest first. */
export function releasedWeeks(releases: readonly ReleaseInfo[], knownAt?: string): ReleaseInfo[] {
  const byDate = new Map<string, ReleaseInfo>();
  for (const release of releases) {
    if (release.releasedAt === null || (knownAt !== undefined && release.releasedAt > knownAt)) continue;
    const held = byDate.get(release.asOf);
    if (!held || beats(release, held, knownAt !== undefined)) byDate.set(release.asOf, release);
  }
  return [...byDate.values()].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
}

function beats(release: ReleaseInfo, held: ReleaseInfo, asKnown: boolean): boolean {
  if (!asKnown && (release.current || held.current)) return release.current;
  return release.releasedAt! >= held.releasedAt!;
}

/**
 * The snapshot that a choice means.
 *
 * @throws StoreError `UNKNOWN_RELEASE`, `INVALID_QUERY`.
 */
export function chooseSnapshot(releases: readonly ReleaseInfo[], choice: SnapshotChoice): ReleaseInfo {
  const { releaseId, asOf, knownAt } = choice;
  if (releaseId !== undefined) return findRelease(releases, releaseId);
  checkDate('asOf', asOf, DATE);
  checkDate('knownAt', knownAt, INSTANT);
  if (asOf === undefined && knownAt === undefined) return findRelease(releases);
  const found = releasedWeeks(releases, knownAt).findLast((week) => asOf === undefined || week.asOf <= asOf);
  if (found) return found;
  throw unknownRelease(
    `No week had been released ${[asOf && `up to ${asOf}`, knownAt && `by ${knownAt}`].filter(Boolean).join(' ')}`,
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** @internal */
export function checkDates(options: {
  readonly from?: string;
  readonly to?: string;
  readonly knownAt?: string;
}): void {
  checkDate('from', options.from, DATE);
  checkDate('to', options.to, DATE);
  checkDate('knownAt', options.knownAt, INSTANT);
}

function checkDate(name: string, date: string | undefined, form: RegExp): void {
  if (date === undefined || (form.test(date) && !Number.isNaN(Date.parse(date)))) return;
  throw new StoreError({
    code: 'INVALID_QUERY',
    message: `${name} is ${JSON.stringify(date)}`,
    advice:
      form === DATE ? 'Give a date such as 2025-10-10.' : 'Give an instant such as 2025-10-10T09:00:00.000Z.',
  });
}
