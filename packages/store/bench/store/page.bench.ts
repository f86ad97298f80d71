import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { figure, median } from '@stock-analyzer/tools/bench';
import { launchChromium } from '@stock-analyzer/tools/chromium';
import type { Page } from 'playwright-core';

// The example page in a real Chromium, as it stands on a static host. How long from the last byte of the companies to
// the first page on the screen; how long the table takes to be drawn in another order; the rows that it has; and the
// longest frame while it is scrolled. A browser profile of its own each time, so that nothing is kept.

const ROUNDS = 7;
const EXAMPLE = 'examples/static-frontend';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const site = mkdtempSync(join(tmpdir(), 'page-bench-'));
execFileSync(process.execPath, [`${EXAMPLE}/build.mjs`, site]);
const server = createServer(({ url = '/' }, response) => {
  const path = url.endsWith('/') ? `${url}index.html` : url;
  try {
    const file = readFileSync(join(site, path));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const browser = await launchChromium();

/** Notes when the first rows are on the screen: the frame after they are in the document is over. */
function noteFirstPage() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#table tbody tr[aria-rowindex]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark('first page seen')));
  }).observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the end of the companies' file to the first page seen. */
function firstPage(): number {
  const file = performance.getEntriesByType('resource').find(({ name }) => name.includes('/releases/'));
  const seen = performance.getEntriesByName('first page seen')[0];
  return seen!.startTime - (file as PerformanceResourceTiming).responseEnd;
}

/** Milliseconds of sorting by another field, filling every row and laying the page out. */
function render(column: number): number {
  const button = document.querySelectorAll<HTMLElement>('#table thead button')[column]!;
  const start = performance.now();
  button.click();
  document.querySelector<HTMLElement>('#table tbody')!.getBoundingClientRect();
  return performance.now() - start;
}

/** Scrolls fast through the table, a step each frame: the time of each frame, and the most rows there were. */
async function scroll(): Promise<{ frames: number[]; rows: number }> {
  const table = document.querySelector('#table')!;
  const frames: number[] = [];
  let rows = 0;
  let last = await new Promise(requestAnimationFrame);
  for (let step = 0; step < 120; step++) {
    table.scrollTop += step < 60 ? 137 : 1900;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
    rows = Math.max(rows, table.querySelectorAll('tbody tr[aria-rowindex]').length);
  }
  return { frames, rows };
}

async function open(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(noteFirstPage);
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => performance.getEntriesByName('first page seen').length > 0);
  // What is done for use offline is over.
  await page.waitForFunction(() => document.querySelector('#offline')?.textContent);
  return page;
}

for (const companies of [1250, 12_500]) {
  execFileSync(process.execPath, [`${EXAMPLE}/sample-weeks.mjs`, join(site, 'data'), String(companies)]);
  const times = {
    first: [] as number[],
    render: [] as number[],
    longest: [] as number[],
    rows: [] as number[],
  };
  for (let round = 0; round < ROUNDS; round++) {
    const page = await open();
    times.first.push(await page.evaluate(firstPage));
    for (const column of [5, 1, 8]) times.render.push(await page.evaluate(render, column));
    const { frames, rows } = await page.evaluate(scroll);
    times.longest.push(Math.max(...frames));
    times.rows.push(rows);
    await page.context().close();
  }
  figure(`store.example.first_page_ms_${companies}`, median(times.first), 'ms');
  figure(`store.example.first_page_max_ms_${companies}`, Math.max(...times.first), 'ms');
  figure(`store.example.render_ms_${companies}`, median(times.render), 'ms');
  figure(`store.example.render_max_ms_${companies}`, Math.max(...times.render), 'ms');
  if (companies === 12_500) {
    figure('store.example.row_nodes', Math.max(...times.rows), 'rows');
    figure('store.example.longest_frame_ms', median(times.longest), 'ms');
    figure('store.example.longest_frame_max_ms', Math.max(...times.longest), 'ms');
  }
}
await browser.close();
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
rmSync(site, { recursive: true, force: true });
