import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What was written, as the run record lists it. */
export interface WrittenFile {
  /** Path within the release, with `/` between folders. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
}

/** So many bytes of a file are read at once. */
const PIECE = 1 << 18;

/** Bytes, whole or in pieces that follow each other, each good until the next is asked for; or a text. */
export type FileData = string | Uint8Array | Iterable<Uint8Array>;

/**
 * Writes a file so that whoever opens its path sees the old bytes or the new ones, never a part: the bytes
 * go to a neighbour that is flushed to disk and renamed into place.
 */
export async function writeFileAtomic(path: string, data: FileData): Promise<void> {
  await replaceFile(path, (neighbour) => writeDurably(neighbour, data));
}

/** {@link writeFileAtomic} with the bytes of another file. */
export async function copyFileAtomic(source: string, path: string): Promise<void> {
  await replaceFile(path, async (neighbour) => {
    const file = await open(neighbour, 'wx');
    try {
      for await (const piece of piecesOf(source)) await writeAll(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function replaceFile(path: string, write: (neighbour: string) => Promise<unknown>): Promise<void> {
  const neighbour = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await write(neighbour);
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Whether a file name is the neighbour of a file whose writing was cut off. */
export function isUnfinished(name: string): boolean {
  return /\.\d+-[0-9a-f]{8}\.tmp$/.test(name);
}

/** Writes a new file, whole or piece by piece, and waits until the disk has it. */
export async function writeDurably(path: string, data: FileData): Promise<Omit<WrittenFile, 'path'>> {
  const pieces = typeof data === 'string' ? [Buffer.from(data)] : data instanceof Uint8Array ? [data] : data;
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    for (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      await writeAll(file, piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

/** Makes renames in a folder durable. Not every system lets a folder be opened for that; those that don't need no help. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch {
    return;
  }
  try {
    await handle.sync();
  } catch {
    // Windows refuses to sync a folder; its renames are journaled.
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, each piece good until the next is asked for: fresh memory for a whole file costs more than it. */
async function* piecesOf(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file in hex. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path)) hash.update(piece);
  return hash.digest('hex');
}

/** SHA-256 in hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
