import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '@stock-analyzer/schema';
import { openSqliteStore, type SqliteStore } from '@stock-analyzer/store/sqlite';
import { EtlError } from '../errors';
import { inLockedFolder } from './locked-folder';
import {
  listReleases,
  placeRelease,
  pointTo,
  type ReleaseFile,
  type ReleaseManifest,
  readCurrent,
  readManifest,
  removeRelease,
  replaceFixedFiles,
  stageRelease,
  sweepStaging,
  writeIndex,
} from './release-folder';

/** Name of the database in the output folder. It holds every week, not only the current one. */
export const DATABASE_FILE = 'stock-analyzer.sqlite';

/** The steps of a publication, in order. A run that dies within one or between two is mended by {@link recover}. */
export type PublishStep =
  | 'release_folder'
  | 'database_stage'
  | 'current_pointer'
  | 'database_release'
  | 'fixed_files';

/** What {@link publishRelease} needs. */
export interface Publication {
  readonly release: Omit<ReleaseManifest, 'files'>;
  readonly files: AsyncIterable<ReleaseFile>;
  readonly dataset: Dataset;
  /** Keep it as history; readers go on seeing the current release. */
  readonly asHistory: boolean;
  /** Runs each step; the caller measures them and says how far they are. */
  readonly step: <T>(name: PublishStep, work: () => Promise<T>) => Promise<T>;
}

/**
 * Publishes a release. The moment of truth is the rename of `current.json`, or for history the release in
 * the database: a run that dies before it leaves no trace once {@link recover} ran, one that dies after it
 * is completed.
 *
 * The caller holds the folder's lock.
 */
export async function publishRelease(out: string, publication: Publication): Promise<ReleaseManifest> {
  const { release, dataset, asHistory, step } = publication;
  const id = release.release_id;
  const manifest = await step('release_folder', () => stageRelease(out, release, publication.files));
  const store = await openSqliteStore(databaseOf(out));
  try {
    await step('database_stage', () => store.stage(dataset, { releaseId: id, stagedAt: release.created_at }));
    if (asHistory) {
      await step('database_release', async () => {
        await placeRelease(out, id);
        await store.release(id, { asHistory: true, releasedAt: release.created_at });
        await writeIndex(out, await store.releases());
      });
      return manifest;
    }
    await step('current_pointer', async () => {
      await placeRelease(out, id);
      await pointTo(out, manifest, release.created_at);
    });
    await step('database_release', async () => {
      await store.release(id, { releasedAt: release.created_at });
      await writeIndex(out, await store.releases());
    });
  } finally {
    await store.close();
  }
  await step('fixed_files', () => replaceFixedFiles(out, manifest));
  return manifest;
}

/**
 * Finishes or undoes what a run that died left behind, so that the pointer, the database, the release
 * folders and the fixed-name files tell of one release. Does nothing to a folder that is in order. The
 * caller holds the folder's lock.
 *
 * @throws EtlError `DAMAGED_OUTPUT` if the current release is not all there.
 */
export async function recover(out: string): Promise<void> {
  await mkdir(join(out, 'releases'), { recursive: true });
  await sweepStaging(out);
  const current = await readCurrent(out);
  if (current) {
    const manifest = await completeRelease(out, current.release_id);
    await alignWith(out, manifest, current.released_at ?? manifest.created_at);
  } else if (await hasDatabase(out)) {
    await withDatabase(out, (store) => undoUnreleased(out, store));
  }
}

/**
 * Makes an earlier release the current one again, everywhere: pointer, database and fixed-name files.
 *
 * @throws EtlError `UNKNOWN_RELEASE` if the folder has no such release; `LOCKED` while a run writes to it;
 * `UNWRITABLE` or `DAMAGED_OUTPUT` as the folder is.
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { processWeek, restoreRelease } from '@stock-analyzer/etl';
 *
 * const out = await mkdtemp(join(tmpdir(), 'week-'));
 * const file = join(out, 'M_Company.csv');
 * await writeFile(file, 'Ticker,Corp,Exchange,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,0.7944,5.93\n');
 *
 * const { run } = await processWeek(file, { out, gate: { fieldCoverage: null } });
 * const { as_of } = await restoreRelease(out, run.release_id!);
 * as_of; // → '2025-10-10'
 * ```
 */
export async function restoreRelease(out: string, releaseId: string): Promise<ReleaseManifest> {
  return inLockedFolder(out, async () => {
    if (!(await readManifest(out, releaseId))) throw await unknownRelease(out, releaseId);
    const manifest = await completeRelease(out, releaseId);
    const releasedAt = new Date().toISOString();
    await pointTo(out, manifest, releasedAt);
    await alignWith(out, manifest, releasedAt);
    return manifest;
  });
}

/** The error that names the releases that there are. */
export async function unknownRelease(out: string, releaseId: string): Promise<EtlError> {
  const known = (await listReleases(out)).map(({ release_id }) => release_id);
  return new EtlError({
    code: 'UNKNOWN_RELEASE',
    message: `There is no release "${releaseId}" in ${out}`,
    advice: known.length > 0 ? `It has ${known.join(', ')}.` : 'Nothing was released there yet.',
  });
}

/** The manifest of a release that has its folder and is in the database. */
async function completeRelease(out: string, releaseId: string): Promise<ReleaseManifest> {
  const manifest = await readManifest(out, releaseId);
  if (!manifest) throw damaged(out, `The folder of release "${releaseId}" is not there`);
  if (!(await hasDatabase(out))) throw damaged(out, `The database ${DATABASE_FILE} is not there`);
  const known = await withDatabase(out, (store) => store.releases());
  if (!known.some(({ id }) => id === releaseId))
    throw damaged(out, `The database has no release "${releaseId}"`);
  return manifest;
}

/** Brings the database, the list of releases and the fixed-name files to the release that the pointer names. */
async function alignWith(out: string, manifest: ReleaseManifest, releasedAt: string): Promise<void> {
  await withDatabase(out, async (store) => {
    if ((await store.currentRelease())?.id !== manifest.release_id)
      await store.release(manifest.release_id, { allowOlder: true, releasedAt });
    await undoUnreleased(out, store);
    await writeIndex(out, await store.releases());
  });
  await replaceFixedFiles(out, manifest);
}

/** What the database has staged and never released, readers were never pointed to. */
async function undoUnreleased(out: string, store: SqliteStore): Promise<void> {
  for (const { id, releasedAt } of await store.releases()) {
    if (releasedAt !== null) continue;
    await removeRelease(out, id);
    await store.discard(id);
  }
}

async function withDatabase<T>(out: string, work: (store: SqliteStore) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(databaseOf(out));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function databaseOf(out: string): string {
  return join(out, DATABASE_FILE);
}

/** Opening a database that is not there would make one. */
function hasDatabase(out: string): Promise<boolean> {
  return access(databaseOf(out)).then(
    () => true,
    () => false,
  );
}

function damaged(out: string, message: string): EtlError {
  return new EtlError({
    code: 'DAMAGED_OUTPUT',
    message,
    place: { file: out },
    advice: 'Restore the output folder from a backup, or point to an empty one and process its weeks again.',
  });
}
