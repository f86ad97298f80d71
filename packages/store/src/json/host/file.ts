import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StoreError } from '../../errors';
import { tooLarge, unpacked } from './bytes';
import type { Reader, ReaderLimits, ReadFile, ReadOptions } from './reader';

/** Reads `file:` addresses. Node only. */
export function fileReader(limits: ReaderLimits): Reader {
  return async (url, options) => {
    limits.signal.throwIfAborted();
    try {
      return await readLocal(url, options, limits);
    } catch (error) {
      if (limits.signal.aborted) throw limits.signal.reason;
      throw error instanceof StoreError ? error : unreadable(url, error);
    }
  };
}

async function readLocal(
  url: string,
  { known, from }: ReadOptions,
  { maxBytes, signal }: ReaderLimits,
): Promise<ReadFile | null> {
  const file = await open(fileURLToPath(url), 'r');
  try {
    const { size, mtime, mtimeMs, ino } = await file.stat();
    const etag = `${ino}-${mtimeMs}-${size}`;
    if (from === 'checked' && known?.etag === etag) return null;
    if (size > maxBytes) throw tooLarge(maxBytes, url);
    const bytes = await file.readFile({ signal });
    return { bytes: await unpacked(bytes, maxBytes, url), version: { etag, modified: mtime.toISOString() } };
  } finally {
    await file.close();
  }
}

function unreadable(url: string, cause: unknown): StoreError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const isGone = code === 'ENOENT' || code === 'ENOTDIR';
  return new StoreError({
    code: 'CANNOT_OPEN',
    message: isGone ? 'There is no such file' : `The file cannot be read: ${message}`,
    place: { file: url },
    advice: isGone ? 'Check the path.' : 'Check what it is and who may read it.',
    cause,
  });
}
