import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Where the pages are served, until it is closed. */
export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const example = join(root, 'examples/xlsb-in-a-page');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Serves the example, the documentation's page as `/docs.html`, and the package made from its source. */
export async function servePages(): Promise<PageServer> {
  const files = new Map<string, string>();
  for (const name of readdirSync(example)) {
    if (extname(name) in TYPES) files.set(`/${name}`, readFileSync(join(example, name), 'utf8'));
  }
  const docs = readFileSync(join(root, 'docs/reading-xlsb.md'), 'utf8');
  files.set('/docs.html', /```html\n([\s\S]*?)```/.exec(docs)![1]!);
  const { outputFiles } = await build({
    entryPoints: [join(root, 'packages/xlsb/src/index.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  files.set('/node_modules/@stock-analyzer/xlsb/dist/index.js', outputFiles[0]!.text);

  const server = createServer(({ url = '/' }, response) => {
    const text = files.get(url);
    const type = TYPES[extname(url)] ?? 'text/plain';
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
