import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveExample } from '@stock-analyzer/tools/serve-example';

/** Serves the example, the documentation's page as `/docs.html`, and the package made from its source. */
export function servePages() {
  const docs = readFileSync(
    fileURLToPath(new URL('../../../../docs/reading-xlsb.md', import.meta.url)),
    'utf8',
  );
  return serveExample('xlsb-in-a-page', {
    built: { '/node_modules/@stock-analyzer/xlsb/dist/index.js': 'packages/xlsb/src/index.ts' },
    pages: { '/docs.html': /```html\n([\s\S]*?)```/.exec(docs)![1]! },
  });
}
