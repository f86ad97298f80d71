import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EtlError } from '../errors';
import { sha256Hex, syncFolder, type WrittenFile, writeDurably, writeFileAtomic } from './atomic-file';

/** One file of a release before it is written. */
export interface ReleaseFile {
  /** Path within the release, with `/` between folders. */
  readonly path: string;
  readonly data: string | Uint8Array;
  /** It also stands under its own name in the output folder, where existing pages fetch it. */
  readonly fixed?: boolean;
}

/** `release.json`: what a release is and which bytes belong to it. */
export interface ReleaseManifest {
  readonly release_id: string;
  /** `YYYY-MM-DD`. */
  readonly as_of: string;
  /** Hash over the source, the profile, the decisions and the toolkit: equal means the same release again. */
  readonly fingerprint: string;
  readonly created_at: string;
  readonly files: readonly (WrittenFile & { readonly fixed: boolean })[];
}

/** `current.json`: the one pointer that says which release readers see. */
export interface CurrentPointer {
  readonly release_id: string;
  readonly as_of: string;
  /** Folder of the release, relative to this file. */
  readonly path: string;
  readonly released_at: string;
}

const STAGING = '.staging-';

/**
 * Writes a release folder whole: into a staging folder first, renamed into place when every byte is on
 * disk. A release of that id that is already there is left as it is, because a release never changes.
 */
export async function writeRelease(
  out: string,
  release: Omit<ReleaseManifest, 'files'>,
  files: AsyncIterable<ReleaseFile>,
): Promise<ReleaseManifest> {
  const releases = join(out, 'releases');
  const final = join(releases, release.release_id);
  const existing = await readManifest(out, release.release_id);
  if (existing) return existing;
  const staging = join(releases, `${STAGING}${release.release_id}`);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const written: ReleaseManifest['files'][number][] = [];
  for await (const { path, data, fixed } of files) {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    await mkdir(dirname(join(staging, path)), { recursive: true });
    await writeDurably(join(staging, path), bytes);
    written.push({ path, bytes: bytes.length, sha256: sha256Hex(bytes), fixed: fixed ?? false });
  }
  const manifest: ReleaseManifest = { ...release, files: written };
  await writeDurably(join(staging, 'release.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await syncFolder(staging);
  await rename(staging, final);
  await syncFolder(releases);
  return manifest;
}

/** Points readers to a release: from this moment on it is the current one. */
export async function pointTo(out: string, release: ReleaseManifest, releasedAt: string): Promise<void> {
  const pointer: CurrentPointer = {
    release_id: release.release_id,
    as_of: release.as_of,
    path: `releases/${release.release_id}`,
    released_at: releasedAt,
  };
  await writeFileAtomic(join(out, 'current.json'), `${JSON.stringify(pointer, null, 2)}\n`);
}

/**
 * Brings the fixed-name files up to a release, one by one, each atomically; those that already hold its
 * bytes are left alone.
 */
export async function replaceFixedFiles(out: string, release: ReleaseManifest): Promise<void> {
  for (const file of release.files) {
    if (!file.fixed) continue;
    const target = join(out, file.path);
    if ((await hashIfThere(target)) === file.sha256) continue;
    const neighbour = `${target}.${process.pid}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(out, 'releases', release.release_id, file.path), neighbour);
    await rename(neighbour, target);
  }
  await syncFolder(out);
}

/** The manifest of a release; undefined if there is no such release. */
export async function readManifest(out: string, releaseId: string): Promise<ReleaseManifest | undefined> {
  if (!/^[\w-]+$/.test(releaseId)) return undefined;
  return readJson<ReleaseManifest>(join(out, 'releases', releaseId, 'release.json'));
}

/** The pointer to the current release; undefined if nothing was released yet. */
export async function readCurrent(out: string): Promise<CurrentPointer | undefined> {
  return readJson<CurrentPointer>(join(out, 'current.json'));
}

/** The manifests of all releases, oldest as-of date first. */
export async function listReleases(out: string): Promise<ReleaseManifest[]> {
  const names = await folderNames(join(out, 'releases'));
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((name) => readManifest(out, name)),
  );
  return found
    .filter((manifest) => manifest !== undefined)
    .sort((a, b) => a.as_of.localeCompare(b.as_of) || a.created_at.localeCompare(b.created_at));
}

/** Removes what a run that died left half-done. Only the holder of the folder's lock may call it. */
export async function sweepStaging(out: string): Promise<void> {
  const releases = join(out, 'releases');
  for (const name of await folderNames(releases)) {
    if (name.startsWith(STAGING)) await rm(join(releases, name), { recursive: true, force: true });
  }
  for (const name of await folderNames(out)) {
    if (name.endsWith('.tmp')) await rm(join(out, name), { force: true });
  }
}

/** Parses a JSON file of ours; undefined if it is not there. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new EtlError({
      code: 'DAMAGED_OUTPUT',
      message: 'This file is not valid JSON',
      place: { file: path },
      advice:
        'Something else wrote to it: restore the output folder from a backup, or point to an empty one.',
      cause,
    });
  }
}

async function hashIfThere(path: string): Promise<string | undefined> {
  try {
    return sha256Hex(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function folderNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
