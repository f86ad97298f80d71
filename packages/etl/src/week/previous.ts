import { join } from 'node:path';
import type { Decision } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { DATABASE_FILE } from '../release/publish';
import { type ReleaseManifest, readJson } from '../release/release-folder';
import type { RunRecord } from './run-record';

/** So many weeks are compared with: enough to tell how fields move. */
const EARLIER_WEEKS = 3;

/** The newest released weeks before a date, oldest first, as they hold now: what a week is compared with. */
export async function earlierWeeks(
  out: string,
  releases: readonly ReleaseManifest[],
  asOf: string,
): Promise<Dataset[]> {
  if (!releases.some((release) => release.as_of < asOf)) return [];
  const store = await openSqliteStore(join(out, DATABASE_FILE));
  try {
    const known = await store.releases();
    const dates = known.flatMap((release) =>
      release.releasedAt !== null && release.asOf < asOf ? [release.asOf] : [],
    );
    const weeks: Dataset[] = [];
    for (const date of [...new Set(dates)].sort().slice(-EARLIER_WEEKS)) {
      weeks.push(await store.companies({ asOf: date }));
    }
    return weeks;
  } finally {
    await store.close();
  }
}

/** What was decided the last time that these very bytes were released. */
export async function rememberedDecisions(
  out: string,
  releases: readonly ReleaseManifest[],
  sha256: string,
): Promise<readonly Decision[]> {
  const newestFirst = [...releases].sort((a, b) => b.created_at.localeCompare(a.created_at));
  for (const { release_id } of newestFirst) {
    const run = await readJson<RunRecord>(join(out, 'releases', release_id, 'run.json'));
    if (run?.source.sha256 === sha256) return run.decisions;
  }
  return [];
}
