import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { figure, median } from '@stock-analyzer/tools/bench';
import { launchChromium } from '@stock-analyzer/tools/chromium';
import type { CDPSession, Page } from 'playwright-core';
import { PageHost } from './page-host';

// The example page in a real Chromium, as it stands on a static host: the work from the companies' arrival to the first
// page on the screen, the work of drawing the table in another order, the rows that it has, and the work of the longest
// frame while it is scrolled. Work is CPU time, of all threads of the page's process for the first page and of the
// page's thread for the rest, as an idle machine would take; what passed meanwhile on this one is printed beside it
// (`elapsed`). A browser profile of its own each time, so that nothing is kept.

const ROUNDS = 5;
/** Pixels that one frame scrolls: a few rows, and whole pages. */
const STEPS = [...Array<number>(30).fill(137), ...Array<number>(30).fill(1900)];
/** Columns of the table that it is sorted by. */
const COLUMNS = [5, 1, 8];
const EXAMPLE = 'examples/static-frontend';

const site = mkdtempSync(join(tmpdir(), 'page-bench-'));
execFileSync(process.execPath, [`${EXAMPLE}/build.mjs`, site]);
const host = await PageHost.start(site);
const browser = await launchChromium();

interface Work {
  /** CPU milliseconds of the page's thread. */
  readonly thread: number;
  /** CPU milliseconds of its process. */
  readonly process: number;
}

async function workOf(session: CDPSession, run: () => Promise<unknown>): Promise<Work> {
  const read = async (): Promise<Record<string, number>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await run();
  const after = await read();
  const spent = (name: string) => (after[name]! - before[name]!) * 1000;
  return { thread: spent('ThreadTime'), process: spent('ProcessTime') };
}

/** Notes when the first rows are on the screen: the frame after they are in the document is over. */
function noteFirstPage() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#table tbody tr[aria-rowindex]')) return;
    observer.disconnect();
    requestAnimationFrame(() => globalThis.setTimeout(() => performance.mark('first page')));
  }).observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the end of the companies' file to the first page. */
function firstPageElapsed(): number {
  const file = performance.getEntriesByType('resource').find(({ name }) => name.includes('/releases/'));
  const seen = performance.getEntriesByName('first page')[0];
  return seen!.startTime - (file as PerformanceResourceTiming).responseEnd;
}

/** Sorts by another field: fills every row and lays the page out. Gives the milliseconds that passed. */
function render(column: number): number {
  const button = document.querySelectorAll<HTMLElement>('#table thead button')[column]!;
  const start = performance.now();
  button.click();
  document.querySelector<HTMLElement>('#table tbody')!.getBoundingClientRect();
  return performance.now() - start;
}

/**
 * Scrolls; gives the milliseconds of the longer of the two frames that it takes, and how many rows there were. A frame is
 * told when it begins, and the second is the one that draws, so it is over when a third begins.
 */
async function scroll(by: number): Promise<{ elapsed: number; rows: number }> {
  const table = document.querySelector('#table')!;
  const start = await new Promise(requestAnimationFrame);
  table.scrollTop += by;
  const drawing = await new Promise(requestAnimationFrame);
  const after = await new Promise(requestAnimationFrame);
  const elapsed = Math.max(drawing - start, after - drawing);
  return { elapsed, rows: table.querySelectorAll('tbody tr[aria-rowindex]').length };
}

async function open(): Promise<{ page: Page; session: CDPSession; first: Work; elapsed: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(noteFirstPage);
  const { asked, free } = host.holdReleases();
  const loaded = page.goto(host.origin);
  await asked;
  // Whatever the page does beside waiting is done.
  await setTimeout(300);
  const first = await workOf(session, async () => {
    free();
    const shown = () => performance.getEntriesByName('first page').length > 0;
    await page.waitForFunction(shown, undefined, { polling: 50 });
  });
  await loaded;
  const elapsed = await page.evaluate(firstPageElapsed);
  // What is done for use offline is over.
  await page.waitForFunction(() => document.querySelector('#offline')?.textContent);
  return { page, session, first, elapsed };
}

for (const companies of [1250, 12_500]) {
  execFileSync(process.execPath, [`${EXAMPLE}/sample-weeks.mjs`, join(site, 'data'), String(companies)]);
  const first: number[] = [];
  const firstElapsed: number[] = [];
  const renders: number[] = [];
  const renderElapsed: number[] = [];
  const longest: number[] = [];
  const longestElapsed: number[] = [];
  let rowNodes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const opened = await open();
    const { page, session } = opened;
    first.push(opened.first.process);
    firstElapsed.push(opened.elapsed);
    for (const column of COLUMNS) {
      const { thread } = await workOf(session, async () => {
        renderElapsed.push(await page.evaluate(render, column));
      });
      renders.push(thread);
    }
    const frames: number[] = [];
    const framesElapsed: number[] = [];
    for (const step of STEPS) {
      const { thread } = await workOf(session, async () => {
        const { elapsed, rows } = await page.evaluate(scroll, step);
        framesElapsed.push(elapsed);
        rowNodes = Math.max(rowNodes, rows);
      });
      frames.push(thread);
    }
    longest.push(Math.max(...frames));
    longestElapsed.push(Math.max(...framesElapsed));
    await page.context().close();
  }
  figure(`store.example.first_page_ms_${companies}`, median(first), 'ms');
  figure(`store.example.first_page_elapsed_ms_${companies}`, median(firstElapsed), 'ms');
  figure(`store.example.render_ms_${companies}`, median(renders), 'ms');
  figure(`store.example.render_elapsed_ms_${companies}`, median(renderElapsed), 'ms');
  if (companies === 12_500) {
    figure('store.example.row_nodes', rowNodes, 'rows');
    figure('store.example.longest_frame_ms', Math.max(...longest), 'ms');
    figure('store.example.longest_frame_elapsed_ms', Math.max(...longestElapsed), 'ms');
  }
}
await browser.close();
await host.stop();
rmSync(site, { recursive: true, force: true });
