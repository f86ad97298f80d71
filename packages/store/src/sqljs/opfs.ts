import { StoreError } from '../errors';
import type { DatabaseHome } from './home';
import { homeError } from './home-errors';
import { amongTabs } from './tabs';

/** How often what the browser broke off is tried again. */
const MOST_TRIES = 20;

/**
 * The database as a file of the origin's private file system. The browser writes a replacement beside it and
 * switches when it is whole.
 */
export function opfsHome(path: string, busyTimeoutMs: number): DatabaseHome {
  const place = `OPFS ${path}`;

  async function handle(create: true): Promise<FileSystemFileHandle>;
  async function handle(create: false): Promise<FileSystemFileHandle | null>;
  async function handle(create: boolean): Promise<FileSystemFileHandle | null> {
    const folders = path.split('/').filter(Boolean);
    const name = folders.pop() ?? '';
    if (!globalThis.navigator?.storage?.getDirectory) {
      throw new StoreError({
        code: 'CANNOT_OPEN',
        message: 'There is no private file system here',
        advice: 'Serve the page over HTTPS, or keep the database in IndexedDB: persist: { indexedDb: … }.',
        place: { file: place },
      });
    }
    try {
      let folder = await navigator.storage.getDirectory();
      for (const each of folders) folder = await folder.getDirectoryHandle(each, { create });
      return await folder.getFileHandle(name, { create });
    } catch (error) {
      if (!create && (error as DOMException).name === 'NotFoundError') return null;
      throw error;
    }
  }

  /** A file that was made and not written yet counts as none. */
  async function file(): Promise<File | null> {
    const found = await (await handle(false))?.getFile();
    return found && found.size > 0 ? found : null;
  }

  const inWords = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw homeError(error, place);
    }
  };

  /** A file that is replaced under its reader is gone for it: the reader begins anew with the next one. */
  const reread = <Result>(read: () => Promise<Result>) =>
    retried(['NotFoundError', 'NotReadableError'], read);

  const version = () =>
    reread(async () => {
      const found = await file();
      return found && versionOf(found);
    });

  return {
    place,
    ...amongTabs(place, busyTimeoutMs),
    version: () => inWords(version),
    read: () =>
      inWords(() =>
        reread(async () => {
          const found = await file();
          return (
            found && { bytes: new Uint8Array(await found.arrayBuffer()), version: await versionOf(found) }
          );
        }),
      ),
    replace: (bytes, expected) =>
      inWords(async () => {
        if ((await version()) !== expected) return undefined;
        const made = await handle(true);
        if (!made.createWritable) {
          throw new StoreError({
            code: 'CANNOT_OPEN',
            message: 'This browser writes private files in workers only',
            advice: 'Keep the database in IndexedDB: persist: { indexedDb: … }.',
            place: { file: place },
          });
        }
        await retried(['AbortError'], () => written(made, bytes as Uint8Array<ArrayBuffer>));
        return (await version()) ?? undefined;
      }),
    close() {},
  };
}

/** Replaces what is in a file, in one step. Without space the browser may end the stream before it tells why. */
async function written(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await file.createWritable();
  try {
    await stream.write(bytes);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
}

/** Does it again after an error of one of the names: what was in its way is gone then, or told by the next error. */
async function retried<Result>(names: readonly string[], work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (!names.includes((error as DOMException).name) || tried === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5 * tried));
    }
  }
}

/** SQLite counts the transactions in bytes 24 to 27 of a file: two contents of one moment differ there. */
async function versionOf(file: File): Promise<string> {
  const count = new DataView(await file.slice(24, 28).arrayBuffer());
  return [file.lastModified, file.size, count.byteLength === 4 ? count.getUint32(0) : 0].join('.');
}
