import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { root, sourceCondition } from '../workspace.mjs';

/** @type {Readonly<Record<string, string>>} */
export const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** @typedef {{ origin: string, close(): Promise<void> }} PageServer Where pages are served, until it is closed. */

/**
 * Serves texts, and scripts made from source.
 *
 * @param {object} options
 * @param {Readonly<Record<string, string>>} options.built By address: the source file, from the workspace's root.
 * @param {Readonly<Record<string, string>>} [options.pages] By address: texts.
 * @param {Readonly<Record<string, string>>} [options.headers] Sent with every answer.
 * @returns {Promise<PageServer>}
 */
export async function servePages({ built, pages = {}, headers = {} }) {
  /** @type {Map<string, string>} */
  const files = new Map(Object.entries(pages));
  for (const [address, source] of Object.entries(built)) {
    const { outputFiles } = await build({
      entryPoints: [join(root, source)],
      bundle: true,
      format: 'esm',
      write: false,
      conditions: [sourceCondition],
    });
    files.set(address, outputFiles[0]?.text ?? '');
  }
  const server = createServer(({ url = '/' }, response) => {
    const text = files.get(url);
    const type = TYPES[extname(url)] ?? 'text/plain';
    response.writeHead(text === undefined ? 404 : 200, { ...headers, 'content-type': type }).end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
