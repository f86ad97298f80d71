import { join } from 'node:path';
import type { Decision } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { DATABASE_FILE } from '../release/publish';
import { type ReleaseManifest, readJson } from '../release/release-folder';
import type { RunRecord } from './run-record';

/** The newest released week before a date, as it holds now: what a week is compared with. */
export async function previousWeek(
  out: string,
  releases: readonly ReleaseManifest[],
  asOf: string,
): Promise<Dataset | undefined> {
  if (!releases.some((release) => release.as_of < asOf)) return undefined;
  const store = await openSqliteStore(join(out, DATABASE_FILE));
  try {
    const known = await store.releases();
    const earlier = known.findLast((release) => release.releasedAt !== null && release.asOf < asOf);
    return earlier && (await store.companies({ asOf: earlier.asOf }));
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
