import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, launchArguments, launchForTests } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StorePage } from '../testing/idb-page';

declare const page: StorePage;

const browser = await launchForTests();
const contexts: BrowserContext[] = [];
let server: Awaited<ReturnType<typeof servePages>>;

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  server = await servePages({
    built: { '/page.js': 'packages/store/src/testing/idb-page.ts' },
    pages: { '/index.html': '<!doctype html><title>x</title><script type="module" src="page.js"></script>' },
    headers: { 'content-security-policy': "default-src 'self'" },
  });
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

async function newContext(): Promise<BrowserContext> {
  const context = await browser!.newContext();
  contexts.push(context);
  return context;
}

async function newTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${server.origin}/index.html`);
  await tab.waitForFunction(() => 'page' in globalThis);
  return tab;
}

const old = { companies: 20, asOf: '2025-10-03' };
const next = { companies: 300, asOf: '2025-10-10' };
const open = (tab: Page) => tab.evaluate(() => page.open());
const publish = (tab: Page, week: typeof old) => tab.evaluate((wanted) => page.publish(wanted), week);
const current = (tab: Page) => tab.evaluate(() => page.current());
const weeks = (tab: Page) => tab.evaluate(() => page.weeks());
const heard = (tab: Page) => tab.evaluate(() => page.heard);
const whole = ({ companies, asOf }: typeof old) => ({ asOf, companies, rows: companies });
/** Resolves when the page says that a snapshot is half written. */
const mid = (tab: Page) => tab.waitForEvent('console', { predicate: (message) => message.text() === 'mid' });

/** A tab with the old week, whose transaction for the next one stands still in the middle. */
async function halfWritten(tab: Page): Promise<{ readonly published: Promise<unknown> }> {
  await open(tab);
  await publish(tab, old);
  await tab.evaluate(() => page.holdAtPut(20));
  const half = mid(tab);
  const published = publish(tab, next);
  published.catch(() => undefined);
  await half;
  return { published };
}

describe.runIf(browser)('several tabs', () => {
  it('hear of a release, and see it', async () => {
    const context = await newContext();
    const [one, two] = [await newTab(context), await newTab(context)];
    await open(one);
    await open(two);
    expect(await publish(one, old)).toBe(true);
    await expect.poll(() => heard(two)).toEqual([old.asOf]);
    expect(await publish(two, next)).toBe(true);
    await expect.poll(() => heard(one)).toEqual([old.asOf, next.asOf]);
    expect(await current(one)).toEqual(whole(next));
  });

  it('write at the same time, and lose nothing', async () => {
    const context = await newContext();
    const tabs = [await newTab(context), await newTab(context), await newTab(context)];
    for (const tab of tabs) await open(tab);
    await publish(tabs[0]!, old);
    await Promise.all(tabs.map((tab, index) => tab.evaluate((ticker) => page.upsert(ticker), `NEW${index}`)));
    expect(await current(tabs[0]!)).toEqual({ asOf: old.asOf, companies: 23, rows: 23 });
    await Promise.all(tabs.map((tab, index) => publish(tab, { companies: 5 + index, asOf: '2025-10-17' })));
    expect(await weeks(tabs[1]!)).toHaveLength(1 + 3 + 3);
  });

  it('are told of preferences', async () => {
    const context = await newContext();
    const [one, two] = [await newTab(context), await newTab(context)];
    const told = two.evaluate(async () => {
      const preferences = await page.openPreferences();
      return new Promise((resolve) => {
        preferences.subscribe(resolve);
        console.log('ready');
      });
    });
    await two.waitForEvent('console');
    await one.evaluate(async () => (await page.openPreferences()).set('columns', ['Ticker']));
    expect(await told).toEqual({ key: 'columns', value: ['Ticker'] });
  });

  it('with version 1 of the database open: the upgrade is told that it waits, and goes on', async () => {
    const context = await newContext();
    const [older, newer] = [await newTab(context), await newTab(context)];
    await older.evaluate(async () => {
      const db = new page.FirstVersionDb();
      await db.initIndexedDB();
      await db.saveToDB([
        { Ticker: 'NVDA', corpName: 'NVIDIA', '45940': 1 },
        { Ticker: 'KO', corpName: 'Coca-Cola' },
      ]);
      await db.loadFromDB();
    });
    const opened = open(newer);
    await expect.poll(() => heard(newer)).toEqual(['blocked']);
    await older.close();
    expect(await opened).toBe(2);
    expect(await current(newer)).toEqual({ asOf: '2025-10-10', companies: 2, rows: 2 });
  });

  it('need no network', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    await open(tab);
    await context.setOffline(true);
    expect(await publish(tab, next)).toBe(true);
    expect(await current(tab)).toEqual(whole(next));
  });
});

describe.runIf(browser)('in the middle of a bulk write', () => {
  it('a tab is killed: the old week is whole', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    await halfWritten(tab);
    const crashed = tab.waitForEvent('crash');
    const session = await context.newCDPSession(tab);
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    const after = await newTab(context);
    await open(after);
    expect(await current(after)).toEqual(whole(old));
    expect(await weeks(after)).toEqual([old.asOf]);
    expect(await publish(after, next)).toBe(true);
    expect(await current(after)).toEqual(whole(next));
  });

  it('a tab is reloaded: the old week is whole', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    await halfWritten(tab);
    await tab.reload();
    await tab.waitForFunction(() => 'page' in globalThis);
    await open(tab);
    expect(await current(tab)).toEqual(whole(old));
    expect(await publish(tab, next)).toBe(true);
  });

  it('the site data is cleared: the call settles, and the week can be published again', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    const session = await context.newCDPSession(tab);
    const { published } = await halfWritten(tab);
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
    expect(await published).toMatchObject({ code: expect.stringMatching(/^(ENGINE|EVICTED)$/) });
    // Told once more at most.
    const again = await publish(tab, next);
    if (again !== true) {
      expect(again).toEqual({ code: 'EVICTED' });
      expect(await publish(tab, next)).toBe(true);
    }
    expect(await current(tab)).toEqual(whole(next));
    expect(await weeks(tab)).toEqual([next.asOf]);
  });

  it('the quota is exhausted: it is told, the old week is whole, and with more space it goes on', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    const session = await context.newCDPSession(tab);
    const { origin } = server;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 });
    await open(tab);
    await publish(tab, old);
    const big = { companies: 5000, asOf: '2025-10-10' };
    expect(await publish(tab, big)).toEqual({ code: 'FULL' });
    expect(await current(tab)).toEqual(whole(old));
    expect(await weeks(tab)).toEqual([old.asOf]);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await publish(tab, big)).toBe(true);
    expect(await current(tab)).toEqual(whole(big));
  });

  it('of an upgrade the quota is exhausted: it is told, and version 1 is whole', async () => {
    const context = await newContext();
    const tab = await newTab(context);
    const session = await context.newCDPSession(tab);
    const { origin } = server;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    await tab.evaluate(async () => {
      const db = new page.FirstVersionDb();
      await db.initIndexedDB();
      // Names of its own in each row: little as rows, much as columns.
      const row = (Ticker: number) =>
        Object.fromEntries([
          ['Ticker', Ticker],
          ...Array.from({ length: 10 }, (_, n) => [`${Ticker}-${n}`, n]),
        ]);
      await db.saveToDB(Array.from({ length: 200 }, (_, index) => row(index)));
      db.close();
    });
    expect(await open(tab)).toEqual({ code: 'FULL' });
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await open(tab)).toBe(200);
  });

  it('the whole browser is killed: the old week is whole', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'idb-profile-'));
    const first = await startBrowser(profile);
    try {
      const tab = await newTab(first.context);
      await halfWritten(tab);
    } finally {
      await first.kill();
    }
    const second = await startBrowser(profile);
    try {
      const tab = await newTab(second.context);
      await open(tab);
      expect(await current(tab)).toEqual(whole(old));
      expect(await weeks(tab)).toEqual([old.asOf]);
    } finally {
      await second.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });
});

/** A browser of its own, with a profile that outlives it. */
async function startBrowser(profile: string) {
  const { executablePath, env } = await findChromium();
  const port = join(profile, 'DevToolsActivePort');
  rmSync(port, { force: true });
  const child: ChildProcess = spawn(
    executablePath,
    [...launchArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    { env: { ...process.env, ...env }, stdio: 'ignore', detached: true },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await expect
    .poll(() => existsSync(port) && readFileSync(port, 'utf8').includes('\n'), { timeout: 20_000 })
    .toBe(true);
  const [number] = readFileSync(port, 'utf8').split('\n');
  const connected: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${number}`);
  return {
    context: connected.contexts()[0]!,
    async kill() {
      // The group: the browser's other processes would go on for a moment.
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
      await connected.close().catch(() => undefined);
    },
  };
}
