import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReleaseInfo } from '@stock-analyzer/store';
import type { CurrentPointer, ReleaseEntry, ReleaseIndex } from '@stock-analyzer/store/json';
import { EtlError } from '../errors';
import {
  copyFileAtomic,
  type FileData,
  isUnfinished,
  sha256Hex,
  sha256OfFile,
  syncFolder,
  type WrittenFile,
  writeDurably,
  writeFileAtomic,
} from './atomic-file';

/** One file of a release before it is written. */
export interface ReleaseFile {
  /** Path within the release, with `/` between folders. */
  readonly path: string;
  readonly data: FileData;
  /** It also stands under its own name in the output folder, where existing pages fetch it. */
  readonly fixed?: boolean;
}

/** `release.json`: what a release is and which bytes belong to it. */
export interface ReleaseManifest {
  readonly release_id: string;
  /** `YYYY-MM-DD`. */
  readonly as_of: string;
  /** As-of month of the fields whose name holds one. */
  readonly month?: string | null;
  /** How many companies it has. */
  readonly companies?: number;
  /** Hash over the source, the profile, the decisions and the toolkit: equal means the same release again. */
  readonly fingerprint: string;
  readonly created_at: string;
  readonly files: readonly (WrittenFile & { readonly fixed: boolean })[];
}

/** The list of releases in the output folder. */
export const INDEX_FILE = 'releases.json';

/** Files of a release that hold its companies whole, the fastest to read first. */
const COMPANY_FILES = ['companies.columns.gz', 'companies.json'] as const;

const STAGING = '.staging-';

/**
 * Writes every byte of a release to disk, beside the releases: {@link placeRelease} puts it in its place. A
 * release of that id that is already there is left as it is, because a release never changes.
 */
export async function stageRelease(
  out: string,
  release: Omit<ReleaseManifest, 'files'>,
  files: AsyncIterable<ReleaseFile>,
): Promise<ReleaseManifest> {
  const existing = await readManifest(out, release.release_id);
  if (existing) return existing;
  const staging = stagingFolder(out, release.release_id);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const written: ReleaseManifest['files'][number][] = [];
  const folders = new Set([staging]);
  for await (const { path, data, fixed } of files) {
    const target = join(staging, path);
    const folder = dirname(target);
    if (!folders.has(folder)) await mkdir(folder, { recursive: true });
    folders.add(folder);
    const told = await writeDurably(target, data);
    written.push({ path, ...told, fixed: fixed ?? false });
  }
  const manifest: ReleaseManifest = { ...release, files: written };
  await writeDurably(join(staging, 'release.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const folder of folders) await syncFolder(folder);
  return manifest;
}

/** Puts a staged release in its place, whole. Does nothing if it is there already. */
export async function placeRelease(out: string, releaseId: string): Promise<void> {
  const final = join(out, 'releases', releaseId);
  if (await readManifest(out, releaseId)) return;
  // A folder without a manifest is what was left when one was taken away.
  await rm(final, { recursive: true, force: true });
  await rename(stagingFolder(out, releaseId), final);
  await syncFolder(join(out, 'releases'));
}

/** Takes a release away that readers were never pointed to. */
export async function removeRelease(out: string, releaseId: string): Promise<void> {
  if (!isReleaseId(releaseId)) return;
  await rm(join(out, 'releases', releaseId), { recursive: true, force: true });
}

function stagingFolder(out: string, releaseId: string): string {
  return join(out, 'releases', `${STAGING}${releaseId}`);
}

/** An id that is safe as the name of a folder. */
export function isReleaseId(id: string): boolean {
  return /^[\w-]+$/.test(id);
}

/** Points readers to a release: from this moment on it is the current one. */
export async function pointTo(out: string, release: ReleaseManifest, releasedAt: string): Promise<void> {
  const pointer: CurrentPointer = { ...entryOf(release, releasedAt), index: INDEX_FILE };
  await writeFileAtomic(join(out, 'current.json'), `${JSON.stringify(pointer, null, 2)}\n`);
}

/**
 * Brings the list of releases to what readers may see. It is left alone if it tells the same already, so that its
 * readers need not fetch it again.
 */
export async function writeIndex(out: string, released: readonly ReleaseInfo[]): Promise<void> {
  const manifests = new Map((await listReleases(out)).map((manifest) => [manifest.release_id, manifest]));
  const releases = released.flatMap(({ id, releasedAt }) => {
    const manifest = manifests.get(id);
    return manifest && releasedAt !== null ? [entryOf(manifest, releasedAt)] : [];
  });
  const current = released.find((release) => release.current);
  if (!current) return;
  const index: ReleaseIndex = { current: current.id, releases };
  const text = `${JSON.stringify(index, null, 2)}\n`;
  const target = join(out, INDEX_FILE);
  if ((await hashIfThere(target)) !== sha256Hex(text)) await writeFileAtomic(target, text);
}

function entryOf(release: ReleaseManifest, releasedAt: string): ReleaseEntry {
  const { release_id, as_of, month, companies, created_at } = release;
  const written = new Set(release.files.map(({ path }) => path));
  return {
    release_id,
    as_of,
    path: `releases/${release_id}`,
    released_at: releasedAt,
    created_at,
    ...(month !== undefined && { month }),
    ...(companies !== undefined && { companies }),
    files: COMPANY_FILES.filter((path) => written.has(path)),
  };
}

/**
 * Brings the fixed-name files to a release, one by one, each atomically. Those that already hold its bytes
 * are left alone; those that only another release has are removed, for they tell of another week.
 */
export async function replaceFixedFiles(out: string, release: ReleaseManifest): Promise<void> {
  const wanted = new Map(release.files.filter(({ fixed }) => fixed).map((file) => [file.path, file]));
  for (const { path, bytes, sha256 } of wanted.values()) {
    const target = join(out, path);
    // Most weeks' files differ in length, and need not be read to know.
    if ((await bytesIfThere(target)) === bytes && (await hashIfThere(target)) === sha256) continue;
    await mkdir(dirname(target), { recursive: true });
    await copyFileAtomic(join(out, 'releases', release.release_id, path), target);
  }
  for (const { files } of await listReleases(out)) {
    for (const { path, fixed } of files) {
      if (fixed && !wanted.has(path)) await rm(join(out, path), { force: true });
    }
  }
}

/** The manifest of a release; undefined if there is no such release. */
export async function readManifest(out: string, releaseId: string): Promise<ReleaseManifest | undefined> {
  if (!isReleaseId(releaseId)) return undefined;
  return readJson<ReleaseManifest>(join(out, 'releases', releaseId, 'release.json'));
}

/** The pointer to the current release; undefined if nothing was released yet. @throws EtlError `DAMAGED_OUTPUT` */
export async function readCurrent(out: string): Promise<CurrentPointer | undefined> {
  const file = join(out, 'current.json');
  const pointer = await readJson<Partial<CurrentPointer> | null>(file);
  if (pointer === undefined) return undefined;
  const { release_id, as_of } = pointer ?? {};
  if (typeof release_id === 'string' && typeof as_of === 'string') return pointer as CurrentPointer;
  throw new EtlError({
    code: 'DAMAGED_OUTPUT',
    message: 'This file names no release',
    place: { file },
    advice: 'Something else wrote to it: restore the output folder from a backup.',
  });
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
    if (isUnfinished(name)) await rm(join(out, name), { force: true });
  }
}

/** Parses a JSON file of ours; undefined if it is not there. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
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

function hashIfThere(path: string): Promise<string | undefined> {
  return ifThere(sha256OfFile(path));
}

function bytesIfThere(path: string): Promise<number | undefined> {
  return ifThere(stat(path).then(({ size }) => size));
}

async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
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
