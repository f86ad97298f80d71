import { StoreError } from '../errors';
import { FilePlace } from './host/file-place';
import { FolderPlace } from './host/folder-place';
import type { PlaceContext } from './host/place';
import { isPointer } from './host/pointer';
import type { Reader, ReaderLimits } from './host/reader';
import type { JsonAssumptions } from './read/dataset';
import { parseJson } from './read/json-text';
import { JsonStore } from './store';

/** What {@link openJsonStore} takes. */
export interface JsonStoreOptions {
  /**
   * A folder that a pipeline publishes to (its `current.json` is followed), or one file of companies. Relative to
   * the page in a browser; in Node a path as well.
   */
  readonly url: string | URL;
  /**
   * How old what is known of the host may get, in milliseconds: a question that comes later asks the host again, and
   * so does the store by itself while somebody listens. Default 60 000.
   */
  readonly pollMs?: number;
  /** How long a file may take, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** How many bytes a file may have, no longer compressed, and how many cells. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Ends the opening, and every request after it. */
  readonly signal?: AbortSignal;
  /** What a file that does not say it itself is taken for. */
  readonly assume?: JsonAssumptions;
}

/** Opens a place whose address is resolved. */
export async function openJsonPlace(
  url: URL,
  options: Omit<JsonStoreOptions, 'url'>,
  readerOf: (limits: ReaderLimits) => Reader,
): Promise<JsonStore> {
  const { pollMs = 60_000, timeoutMs = 30_000, maxBytes = 256 * 1024 * 1024, signal, assume = {} } = options;
  const life = new AbortController();
  const aborted = () => life.abort(abortedBy(url.href, signal?.reason));
  if (signal?.aborted) aborted();
  signal?.addEventListener('abort', aborted, { once: true });
  const end = () => {
    signal?.removeEventListener('abort', aborted);
    life.abort(closed(url.href));
  };
  try {
    const read = readerOf({ timeoutMs, maxBytes, signal: life.signal });
    const at = pointerOrFile(url);
    const place = await openPlace(at, { read, assumed: assume, maxBytes });
    return new JsonStore(at, place, pollMs, end);
  } catch (error) {
    end();
    throw error;
  }
}

async function openPlace(url: string, context: PlaceContext) {
  const file = await context.read(url, { from: 'checked' });
  const { bytes, version } = file!;
  // A pointer is small, and companies need not be parsed to see that they are none.
  const value = bytes.length < 1 << 16 ? parseJson(bytes, url) : undefined;
  if (isPointer(value)) return new FolderPlace(url, context, value, version);
  return FilePlace.open(url, context, { bytes, version });
}

/** A name without an ending is a folder's. */
function pointerOrFile(url: URL): string {
  const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  if (last.includes('.')) return url.href;
  const folder = new URL(url);
  folder.pathname += `${last ? '/' : ''}current.json`;
  return folder.href;
}

function abortedBy(file: string, cause: unknown): StoreError {
  return new StoreError({ code: 'ABORTED', message: 'The request was aborted', place: { file }, cause });
}

function closed(file: string): StoreError {
  return new StoreError({
    code: 'CLOSED',
    message: 'The store was closed before the answer came',
    place: { file },
    advice: 'Open it again.',
  });
}
