import { join } from 'node:path';
import { type ReleaseManifest, readJson } from '../release/release-folder';
import type { RunRecord } from './run-record';

/** How good a week was. */
export interface WeekScore {
  /** As-of date of the week. */
  readonly as_of: string;
  /** 0 to 100. */
  readonly score: number;
}

/** So many weeks are looked back at. */
const WEEKS = 12;

/** The quality scores of the weeks before a date as they were released last, the oldest first. */
export async function earlierScores(
  out: string,
  releases: readonly ReleaseManifest[],
  asOf: string,
): Promise<WeekScore[]> {
  // In the order of their weeks, and a week's releases in the order of their making: the last one counts.
  const last = new Map(
    releases.filter((release) => release.as_of < asOf).map(({ as_of, release_id }) => [as_of, release_id]),
  );
  const scores = await Promise.all(
    [...last].slice(-WEEKS).map(async ([as_of, id]) => {
      const run = await readJson<RunRecord>(join(out, 'releases', id, 'run.json'));
      return run ? [{ as_of, score: run.quality.after.quality_score }] : [];
    }),
  );
  return scores.flat();
}
