import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { servePage } from '../testing/serve-page';
import type {} from '../testing/sqljs-page';
import type { SqljsPlace } from './index';

const browser = await launchForTests();
const wasm = 'sql-wasm-browser.wasm';
let server: Awaited<ReturnType<typeof servePage>>;
let context: BrowserContext;

beforeAll(async () => {
  const page = fileURLToPath(new URL('../testing/sqljs-page.ts', import.meta.url));
  const engine = createRequire(import.meta.url).resolve(`sql.js/dist/${wasm}`);
  server = await servePage(page, { [`/${wasm}`]: readFileSync(engine) });
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});
beforeEach(async () => {
  if (browser) context = await browser.newContext();
});
afterEach(() => context?.close());

async function openTab(place: SqljsPlace): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.waitForFunction(() => window.tab);
  await page.evaluate((where) => window.tab.open(where), place);
  return page;
}
const publish = (page: Page, id: string, asOf: string, companies = 50) =>
  page.evaluate(([name, date, count]) => window.tab.publish(name, date, count), [
    id,
    asOf,
    companies,
  ] as const);
const state = (page: Page) => page.evaluate(() => window.tab.state());

/** Ends the tab's process, as a crash does. */
async function kill(page: Page): Promise<void> {
  const gone = new Promise((resolve) => page.once('crash', resolve));
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await gone;
}

describe.runIf(browser).each<[string, SqljsPlace]>([
  ['IndexedDB', { indexedDb: 'stocks' }],
  ['the private file system', { opfs: 'stocks.db' }],
])('in %s', { timeout: 30_000 }, (_, place) => {
  it('a tab killed in the middle of a save leaves the old week whole and the way free', async () => {
    const doomed = await openTab(place);
    expect(await publish(doomed, 'w1', '2025-10-03')).toBe(true);
    const other = await openTab(place);
    await doomed.evaluate(() => window.tab.hangWrites());
    publish(doomed, 'w2', '2025-10-10', 2000).catch(() => undefined);
    await doomed.waitForFunction(() => window.mid);
    await kill(doomed);
    expect(await state(other)).toEqual({ ids: ['w1'], current: 'w1', rows: 50 });
    expect(await publish(other, 'w2', '2025-10-10')).toBe(true);
    const again = await openTab(place);
    expect(await state(again)).toEqual({ ids: ['w1', 'w2'], current: 'w2', rows: 50 });
  });

  it('a tab hears of what another releases, and reads it', async () => {
    const [a, b] = [await openTab(place), await openTab(place)];
    await b.evaluate(() => window.tab.listen());
    expect(await publish(a, 'w1', '2025-10-03')).toBe(true);
    await b.waitForFunction(() => window.heard.length > 0);
    expect(await b.evaluate(() => window.heard)).toEqual(['w1']);
    expect(await state(b)).toMatchObject({ current: 'w1', rows: 50 });
  });

  it('an exhausted quota fails the week and leaves the old one whole', async () => {
    const page = await openTab(place);
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 4_000_000 });
    expect(await publish(page, 'w1', '2025-10-03')).toBe(true);
    expect(await publish(page, 'w2', '2025-10-10', 20_000)).toBe('FULL');
    expect(await state(page)).toEqual({ ids: ['w1'], current: 'w1', rows: 50 });
    expect(await state(await openTab(place))).toEqual({ ids: ['w1'], current: 'w1', rows: 50 });
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin });
    expect(await publish(page, 'w2', '2025-10-10', 20_000)).toBe(true);
    expect(await state(page)).toEqual({ ids: ['w1', 'w2'], current: 'w2', rows: 20_000 });
  });
});
