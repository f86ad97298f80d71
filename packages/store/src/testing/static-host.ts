import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a test's host does with a request instead of serving its file; undefined serves it. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.gz': 'application/gzip',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
};

/** A static host on the loopback, as a folder of files, that counts what it is asked. */
export class StaticHost {
  readonly url: string;
  /** By path: what it serves. */
  readonly files = new Map<string, string | Uint8Array>();
  /** `GET /path 200`, in order. */
  readonly log: string[] = [];
  /** Which tag it sends: of the content, a date, or none. */
  tags: 'etag' | 'modified' | 'none' = 'etag';
  fault: Fault | undefined;
  /** Whether pages of other origins may read. */
  shared = false;
  /** Content-Security-Policy of its pages. */
  policy: string | undefined;

  private constructor(url: string) {
    this.url = url;
  }

  /** A host that is gone when the test is over. */
  static async start(): Promise<StaticHost> {
    const { host, stop } = await StaticHost.startForAll();
    onTestFinished(stop);
    return host;
  }

  /** A host for all tests of a file. */
  static async startForAll(): Promise<{ host: StaticHost; stop: () => Promise<void> }> {
    let host: StaticHost | undefined;
    const server = createServer((request, response) => host!.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = new StaticHost(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { host, stop };
  }

  /** What was asked since the last call. */
  asked(): string[] {
    return this.log.splice(0);
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url!, this.url).pathname.slice(1).replace(/\/$/, '/index.html');
    const verb = request.method === 'GET' ? '' : `${request.method} `;
    const tell = (status: number) => this.log.push(`${verb}${path} ${status}`);
    if (this.shared) response.setHeader('access-control-allow-origin', '*');
    if (this.policy) response.setHeader('content-security-policy', this.policy);
    const type = TYPES[path.slice(path.lastIndexOf('.'))];
    if (type) response.setHeader('content-type', type);
    if (this.fault?.(request, response)) {
      tell(response.statusCode);
      return;
    }
    const file = this.files.get(path);
    if (file === undefined) {
      tell(404);
      response.writeHead(404).end('<!doctype html><title>Not found</title>');
      return;
    }
    const headers = this.#headers(file);
    const { etag, 'last-modified': modified } = headers;
    const same =
      (etag && request.headers['if-none-match'] === etag) ||
      (modified && request.headers['if-modified-since'] === modified);
    tell(same ? 304 : 200);
    if (same) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(file);
  }

  #headers(file: string | Uint8Array): Record<string, string> {
    const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
    if (this.tags === 'etag') return { etag: `"${hash}"` };
    // A date that only equal contents share.
    const time = new Date(Date.UTC(2025, 9, 10) + (Number.parseInt(hash.slice(0, 6), 16) % 1e6) * 1000);
    return this.tags === 'modified' ? { 'last-modified': time.toUTCString() } : {};
  }
}
