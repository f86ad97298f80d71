import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { XlsbError } from '../errors';
import type { ByteSource } from '../input/byte-source';
import type { Platform } from './platform';
import { handleWorks, inflateByHandle } from './zlib-handle';

/** Large, since each piece costs a turn of zlib's thread. */
const PIECE = 2 ** 20;

/** Node, and what else has its modules. */
export const nodePlatform: Platform = {
  inflatePieces: (gzip) => (handleWorks() ? inflateByHandle(gzip) : inflateByStream(gzip)),
  // A copy, since a small Buffer lies in a pool, whose memory is not to be given away.
  inflateHead: (gzip) => new Uint8Array(gunzipSync(gzip, { finishFlush: constants.Z_SYNC_FLUSH })),
  openPath(input) {
    if (typeof input !== 'string' && !(input instanceof URL)) return undefined;
    return openFile(input);
  },
};

/** Inflates by one of Node's streams: what any Node can do. */
export async function* inflateByStream(gzip: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const copies = async function* () {
    for await (const piece of gzip) yield piece.slice();
  };
  const feed = Readable.from(copies(), { objectMode: false, highWaterMark: 1 });
  const inflate = createGunzip({ chunkSize: PIECE });
  feed.on('error', (error) => inflate.destroy(error));
  try {
    yield* feed.pipe(inflate);
  } finally {
    feed.destroy();
    inflate.destroy();
  }
}

/** A file up to this size is read at once: each read costs as much as a hundred kilobytes. */
const HELD = 2 ** 20;

async function openFile(input: string | URL): Promise<ByteSource> {
  let file: FileHandle | undefined;
  try {
    const path = typeof input === 'string' ? input : fileURLToPath(input);
    file = await open(path);
    const stats = await file.stat();
    if (stats.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    return await fileSource(file, stats.size, basename(path));
  } catch (cause) {
    await file?.close();
    throw cause instanceof XlsbError ? cause : unreadable(String(input), cause);
  }
}

async function fileSource(file: FileHandle, size: number, name: string): Promise<ByteSource> {
  async function read(offset: number, length: number, reuse?: Uint8Array): Promise<Uint8Array> {
    const bytes = reuse && reuse.length >= length ? reuse.subarray(0, length) : new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const { bytesRead } = await file.read(bytes, at, length - at, offset + at).catch((cause: unknown) => {
        throw unreadable(name, cause);
      });
      if (bytesRead === 0) throw shrunk(name, offset + at);
      at += bytesRead;
    }
    return bytes;
  }
  let held = size <= HELD ? await read(0, size) : undefined;
  return {
    size,
    name,
    read: (offset, length, reuse) => held?.subarray(offset, offset + length) ?? read(offset, length, reuse),
    close() {
      held = undefined;
      return file.close();
    },
  };
}

function shrunk(file: string, offset: number): XlsbError {
  return new XlsbError({
    code: 'TRUNCATED',
    message: 'The file has become shorter while it was read',
    place: { file, offset },
    retryable: true,
  });
}

function unreadable(path: string, cause: unknown): XlsbError {
  const code = (cause as NodeJS.ErrnoException).code;
  const known: Record<string, [string, string]> = {
    ENOENT: [`There is no file ${path}`, 'Check the path.'],
    EISDIR: [`${path} is a folder`, 'Give a file in it.'],
    EBADF: ['The workbook has been closed', 'Read before you close it.'],
  };
  const [message, advice] = known[code ?? ''] ?? [
    `The file ${path} cannot be read (${code ?? cause})`,
    'Check its permissions.',
  ];
  return new XlsbError({ code: 'UNREADABLE', message, advice, cause });
}
