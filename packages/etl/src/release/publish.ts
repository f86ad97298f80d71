import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '@stock-analyzer/schema';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { EtlError } from '../errors';
import { lockFolder } from './lock';
import {
  listReleases,
  pointTo,
  type ReleaseFile,
  type ReleaseManifest,
  readCurrent,
  readManifest,
  replaceFixedFiles,
  sweepStaging,
  writeRelease,
} from './release-folder';

/** Name of the database in the output folder. It holds every week, not only the current one. */
export const DATABASE_FILE = 'stock-analyzer.sqlite';

/** The steps of a publication, in order. A run that dies between two of them is finished or undone by {@link recover}. */
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
 * Publishes a release. The moment of truth is the rename of `current.json`: a run that dies before it
 * leaves the old release whole, one that dies after it is completed by the next {@link recover}.
 *
 * The caller holds the folder's lock.
 */
export async function publishRelease(out: string, publication: Publication): Promise<ReleaseManifest> {
  const { release, dataset, asHistory, step } = publication;
  const manifest = await step('release_folder', () => writeRelease(out, release, publication.files));
  const store = await openSqliteStore(join(out, DATABASE_FILE));
  try {
    await step('database_stage', () =>
      store.stage(dataset, { releaseId: release.release_id, stagedAt: release.created_at }),
    );
    if (asHistory) {
      await step('database_release', () => store.release(release.release_id, { asHistory: true }));
      return manifest;
    }
    await step('current_pointer', () => pointTo(out, manifest, release.created_at));
    await step('database_release', () => store.release(release.release_id));
  } finally {
    await store.close();
  }
  await step('fixed_files', () => replaceFixedFiles(out, manifest));
  return manifest;
}

/**
 * Finishes or undoes what a run that died left behind, so that the pointer, the database and the
 * fixed-name files tell of one release. Does nothing to a folder that is in order. The caller holds the
 * folder's lock.
 */
export async function recover(out: string): Promise<void> {
  await mkdir(join(out, 'releases'), { recursive: true });
  await sweepStaging(out);
  const current = await readCurrent(out);
  if (!current) return;
  await alignWith(out, current.release_id);
}

/**
 * Makes an earlier release the current one again, everywhere: pointer, database and fixed-name files.
 *
 * @throws EtlError `UNKNOWN_RELEASE` if the folder has no such release; `LOCKED` while a run writes to it.
 */
export async function restoreRelease(out: string, releaseId: string): Promise<ReleaseManifest> {
  const unlock = await lockFolder(out);
  try {
    const manifest = await readManifest(out, releaseId);
    if (!manifest) throw await unknownRelease(out, releaseId);
    await pointTo(out, manifest, new Date().toISOString());
    await alignWith(out, releaseId);
    return manifest;
  } finally {
    await unlock();
  }
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

async function alignWith(out: string, releaseId: string): Promise<void> {
  const manifest = await readManifest(out, releaseId);
  if (!manifest) {
    throw new EtlError({
      code: 'DAMAGED_OUTPUT',
      message: `current.json names release "${releaseId}", whose folder is not there`,
      place: { file: join(out, 'current.json') },
      advice: 'Restore the releases folder from a backup.',
    });
  }
  const store = await openSqliteStore(join(out, DATABASE_FILE));
  try {
    if ((await store.currentRelease())?.id !== releaseId)
      await store.release(releaseId, { allowOlder: true });
  } finally {
    await store.close();
  }
  await replaceFixedFiles(out, manifest);
}
