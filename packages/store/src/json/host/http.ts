import { StoreError } from '../../errors';
import { readBytes, tooLarge, unpacked } from './bytes';
import type { Reader, ReaderLimits, ReadFile, ReadOptions, Version } from './reader';

/** Reads over HTTP by `fetch`, in browsers and servers alike. */
export function httpReader(limits: ReaderLimits): Reader {
  return async (url, options) => {
    const { signal, timeoutMs } = limits;
    signal.throwIfAborted();
    const request = new AbortController();
    const timer = setTimeout(() => request.abort(tookTooLong(url, timeoutMs)), timeoutMs);
    const end = () => request.abort(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    try {
      return await ask(url, options, limits, request.signal);
    } catch (error) {
      // Whatever the client makes of it: an aborted request failed for the reason that it was aborted for.
      if (request.signal.aborted) throw request.signal.reason;
      throw error instanceof StoreError ? error : unreachable(url, error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  };
}

async function ask(
  url: string,
  { known, from }: ReadOptions,
  { maxBytes }: ReaderLimits,
  signal: AbortSignal,
): Promise<ReadFile | null> {
  const headers = from === 'checked' && known && mayAskConditionally(url) ? conditions(known) : undefined;
  const response = await fetch(url, {
    signal,
    cache: from === 'any' ? 'default' : from === 'new' ? 'reload' : headers ? 'no-store' : 'no-cache',
    ...(headers && { headers }),
  });
  if (response.status === 304) return null;
  if (!response.ok) {
    response.body?.cancel().catch(() => undefined);
    throw refused(url, response);
  }
  const version = versionOf(response);
  if (from === 'checked' && known && isSame(known, version)) {
    response.body?.cancel().catch(() => undefined);
    return null;
  }
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    response.body?.cancel().catch(() => undefined);
    throw tooLarge(maxBytes, url);
  }
  const bytes = response.body ? await readBytes(response.body, maxBytes, url) : new Uint8Array();
  return { bytes: await unpacked(bytes, maxBytes, url), version };
}

/**
 * Another origin would be asked first whether it allows such a header, and most static hosts do not. A browser
 * then makes its own conditional request from its cache, and the headers of the answer tell whether it is the same.
 */
function mayAskConditionally(url: string): boolean {
  const page = globalThis.location?.origin;
  return page === undefined || new URL(url).origin === page;
}

function conditions({ etag, modified }: Version): Record<string, string> {
  if (etag) return { 'If-None-Match': etag };
  return modified ? { 'If-Modified-Since': modified } : {};
}

function versionOf({ headers }: Response): Version {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag && { etag }), ...(modified && { modified }) };
}

/** A date alone has whole seconds, in which a file may change twice; so the tag counts where there is one. */
function isSame(known: Version, now: Version): boolean {
  if (known.etag || now.etag) return known.etag === now.etag;
  return known.modified !== undefined && known.modified === now.modified;
}

function refused(url: string, { status, statusText }: Response): StoreError {
  const passes = status >= 500 || [408, 425, 429].includes(status);
  const answer = `HTTP ${status}${statusText ? ` ${statusText}` : ''}`;
  const isGone = status === 404 || status === 410;
  return new StoreError({
    code: passes ? 'UNREACHABLE' : 'CANNOT_OPEN',
    message: isGone ? `There is no such file (${answer})` : `The host answers with ${answer}`,
    place: { file: url },
    advice: passes ? 'Try again later.' : isGone ? 'Check the address.' : 'Check who may read the file.',
    retryable: passes,
  });
}

function unreachable(url: string, cause: unknown): StoreError {
  const other = globalThis.location && !mayAskConditionally(url);
  return new StoreError({
    code: 'UNREACHABLE',
    message: 'The host cannot be reached',
    place: { file: url },
    advice: other
      ? 'It has to be up, allow this page to read it (Access-Control-Allow-Origin), and be in connect-src of the page.'
      : 'Check the address and the connection.',
    retryable: true,
    cause,
  });
}

function tookTooLong(url: string, timeoutMs: number): StoreError {
  return new StoreError({
    code: 'TIMEOUT',
    message: `The host took longer than ${timeoutMs} ms`,
    place: { file: url },
    advice: 'Try again, or open the store with a longer timeoutMs.',
    retryable: true,
  });
}
