import { rmSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatabaseHome, SavedDatabase } from '../home';
import { homeError } from '../home-errors';
import { withLockFile } from './lock';

/** How often a store with listeners looks for releases of other processes, in milliseconds. */
const WATCH_EVERY_MS = 500;

/** The database as a file: a replacement is written beside it, brought to the disk, and renamed into place. */
export function fileHome(path: string, busyTimeoutMs: number): DatabaseHome {
  const inWords = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw homeError(error, path);
    }
  };
  const version = async () => {
    try {
      const { ino, mtimeNs, size } = await stat(path, { bigint: true });
      return size > 0n ? [ino, mtimeNs, size].join('.') : null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    place: path,
    announces: 'processes',
    version: () => inWords(version),
    read: () =>
      inWords(async (): Promise<SavedDatabase | null> => {
        for (;;) {
          const before = await version();
          if (before === null) return null;
          const bytes = await readWhole(path);
          // Replaced in between: look again.
          if ((await version()) === before) return { bytes, version: before };
        }
      }),
    replace: (bytes, expected) =>
      inWords(async () => {
        if ((await version()) !== expected) return undefined;
        await writeBeside(path, bytes);
        return (await version()) ?? undefined;
      }),
    exclusively: (work) => inWords(() => withLockFile(`${path}.lock`, busyTimeoutMs, work)),
    announce() {},
    watch(heard) {
      let last: string | null | undefined;
      const timer = setInterval(async () => {
        const now = await version().catch(() => null);
        if (now !== last) heard();
        last = now;
      }, WATCH_EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
    close() {},
  };
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Only the holder of the lock writes, so the name beside is free: what a killed process left there is overwritten. */
async function writeBeside(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.new`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  const folder = await open(dirname(path));
  try {
    await folder.sync();
  } catch {
    // Not every system brings folders to the disk on demand; the file is whole either way.
  } finally {
    await folder.close();
  }
}
