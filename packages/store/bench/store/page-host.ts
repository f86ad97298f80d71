import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A folder on the loopback, whose releases are held back when asked to. */
export class PageHost {
  readonly origin: string;
  readonly #server: ReturnType<typeof createServer>;
  #held: { readonly asked: () => void; readonly free: Promise<void> } | undefined;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  static async start(folder: string): Promise<PageHost> {
    let host: PageHost | undefined;
    const server = createServer(async ({ url = '/' }, response) => {
      const path = url.endsWith('/') ? `${url}index.html` : url;
      if (path.includes('/releases/')) await host!.#hold();
      try {
        const file = readFileSync(join(folder, path));
        response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
        response.end(file);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = new PageHost(server);
    return host;
  }

  /** Holds releases back: `asked` settles when the first is wanted, `free` lets all of them go. */
  holdReleases(): { asked: Promise<void>; free: () => void } {
    const asked = settleable();
    const free = settleable();
    this.#held = { asked: asked.settle, free: free.promise };
    return { asked: asked.promise, free: free.settle };
  }

  async #hold(): Promise<void> {
    this.#held?.asked();
    await this.#held?.free;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function settleable(): { promise: Promise<void>; settle: () => void } {
  let settle = () => {};
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
