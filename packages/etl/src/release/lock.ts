import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EtlError } from '../errors';

/** Who holds an output folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** Tells two runs of one process apart. */
  readonly token: string;
}

/**
 * Takes an output folder for one run. The lock is a file made by `link`, which fails if it is there; the
 * lock of a process that is no longer alive on this host is taken over.
 *
 * @returns the function that gives the folder back.
 * @throws EtlError `LOCKED` (retryable) while another run holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, '.lock');
  const token = randomBytes(8).toString('hex');
  const mine: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token };
  const draft = `${path}-${token}`;
  await sweepDrafts(folder);
  try {
    await writeFile(draft, JSON.stringify(mine), { flag: 'wx' });
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(draft, path)) return () => release(path, token);
      const text = await readIfThere(path);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (!holder || isAlive(holder)) throw locked(folder, path, holder);
      await removeExactly(path, text, `${draft}-stale`);
    }
    throw locked(folder, path, undefined);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A run that died between two file operations may have left its draft. */
const DRAFT_IS_OLD_MS = 3_600_000;

async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.lock-')) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > DRAFT_IS_OLD_MS) await rm(path, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock only if it still is the dead one that was read: another run may have taken it over in
 * between, and then its lock is put back.
 */
async function removeExactly(path: string, text: string, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== text) await linked(aside, path);
  await unlink(aside);
}

async function release(path: string, token: string): Promise<void> {
  const text = await readIfThere(path);
  if (text !== undefined && parseHolder(text)?.token === token) await rm(path, { force: true });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return typeof holder.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  // A restarted container gives its process the number that the dead one had.
  if (holder.pid === process.pid && Date.parse(holder.since) < startOfProcess()) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOfProcess(): number {
  return Date.now() - process.uptime() * 1000;
}

function locked(folder: string, path: string, holder: Holder | undefined): EtlError {
  return new EtlError({
    code: 'LOCKED',
    message: holder
      ? `Another run (process ${holder.pid} on ${holder.host}, since ${holder.since}) is writing to ${folder}`
      : `Another run is writing to ${folder}`,
    advice: `Wait for it to end; if there is none, delete ${path}.`,
    retryable: true,
  });
}
