import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** Serves a page that runs a script made from this source, and further files by their address. */
export async function servePage(source: string, files: Readonly<Record<string, Uint8Array>> = {}) {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['@stock-analyzer/source', 'browser'],
    external: ['node:*', 'fs', 'path', 'crypto'],
  });
  const all = new Map<string, [type: string, content: Uint8Array | string]>([
    ['/', ['text/html', '<!doctype html><script type="module" src="/page.js"></script>']],
    ['/page.js', ['text/javascript', outputFiles[0]!.contents]],
    ...Object.entries(files).map(
      ([address, content]) => [address, ['application/wasm', content]] as [string, [string, Uint8Array]],
    ),
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const [type, content] = all.get(url) ?? ['text/plain', ''];
    response.writeHead(all.has(url) ? 200 : 404, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
