import { companyRows } from '@stock-analyzer/fixtures';
import { figure, median } from '@stock-analyzer/tools/bench';
import { launchChromium } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import type { BenchPage } from './idb-page';

// IndexedDB in a real Chromium: a week of 12,500 companies × 39 fields saved and loaded, against one put for each
// row. A page of its own each time, so that nothing is warm but what a reload leaves warm.

declare const page: BenchPage;

const ROUNDS = 7;

const server = await servePages({
  built: { '/page.js': 'packages/store/bench/store/idb-page.ts' },
  pages: {
    '/index.html': '<!doctype html><title>x</title><script type="module" src="page.js"></script>',
    '/rows.json': JSON.stringify(companyRows({ seed: 'store', count: 12_500 })),
  },
});
const browser = await launchChromium();
const context = await browser.newContext();

async function inPage(call: keyof BenchPage, name: string): Promise<number> {
  const tab = await context.newPage();
  await tab.goto(`${server.origin}/index.html`);
  await tab.waitForFunction(() => 'page' in globalThis);
  const result = await tab.evaluate(([method, database]) => page[method](database), [call, name] as const);
  await tab.close();
  return result;
}

await inPage('save', 'alone');
const usedBytes = await inPage('used', 'alone');

const times: Record<'savePerRow' | 'save' | 'load', number[]> = { savePerRow: [], save: [], load: [] };
for (let round = 0; round < ROUNDS; round++) {
  times.savePerRow.push(await inPage('savePerRow', `rows-${round}`));
  times.save.push(await inPage('save', `week-${round}`));
  times.load.push(await inPage('load', `week-${round}`));
}
await browser.close();
await server.close();

figure('store.idb.save_ms', median(times.save), 'ms');
figure('store.idb.save_p99_ms', Math.max(...times.save), 'ms');
figure('store.idb.save_ratio', median(times.savePerRow) / median(times.save), 'x');
figure('store.idb.load_ms', median(times.load), 'ms');
figure('store.idb.load_p99_ms', Math.max(...times.load), 'ms');
figure('store.idb.week_bytes', usedBytes, 'bytes');
