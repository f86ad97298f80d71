import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileReader } from './host/file';
import { httpReader } from './host/http';
import { type JsonStoreOptions, openJsonPlace } from './open';
import type { JsonStore } from './store';

export * from './public';

/** As `openJsonStore` of the entry for browsers; reads paths and `file:` addresses as well. */
export async function openJsonStore(from: string | URL | JsonStoreOptions): Promise<JsonStore> {
  const options = typeof from === 'string' || from instanceof URL ? { url: from } : from;
  const url = resolved(options.url);
  return openJsonPlace(url, options, url.protocol === 'file:' ? fileReader : httpReader);
}

function resolved(url: string | URL): URL {
  if (url instanceof URL || /^(https?|file):/i.test(url)) return new URL(url);
  // resolve() takes a slash at the end away, and with it that this is a folder.
  return pathToFileURL(resolve(url) + (/[\\/]$/.test(url) ? '/' : ''));
}
