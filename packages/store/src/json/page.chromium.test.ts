import { launchForTests } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonPage } from '../testing/json-page';
import { PACKED } from '../testing/packed-file';
import { sampleWeek } from '../testing/sample-week';
import { writeStaticFolder } from '../testing/static-files';
import { StaticHost } from '../testing/static-host';

declare const page: JsonPage;

const browser = await launchForTests();
let script: string;

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  const server = await servePages({
    built: { '/page.js': 'packages/store/src/testing/json-page.ts' },
    pages: {},
  });
  script = await (await fetch(`${server.origin}/page.js`)).text();
  await server.close();
});
afterAll(() => browser?.close());

const week = (asOf: string, roe: number) =>
  sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': roe }], [{ Price: 1 }], { asOf });
const first = { id: '2025-10-03-a', dataset: week('2025-10-03', 79.43), file: PACKED };
const second = { id: '2025-10-10-b', dataset: week('2025-10-10', 79.44), file: PACKED };

/** A host with the page, and a tab that shows it. */
async function newTab(): Promise<{ host: StaticHost; tab: Page }> {
  const host = await StaticHost.start();
  host.files.set(
    'index.html',
    '<!doctype html><title>x</title><script type="module" src="page.js"></script>',
  );
  host.files.set('page.js', script);
  host.policy = "default-src 'self' http://127.0.0.1:*";
  const context = await browser!.newContext();
  const tab = await context.newPage();
  await tab.goto(`${host.url}index.html`);
  await tab.waitForFunction(() => 'page' in globalThis);
  host.asked();
  return { host, tab };
}

const inFolder = (host: StaticHost, folder: string) => ({
  set: (name: string, data: string | Uint8Array) => host.files.set(`${folder}/${name}`, data),
});
const get = (tab: Page) => tab.evaluate(() => page.get('NVDA'));
const refresh = (tab: Page) => tab.evaluate(() => page.refresh());
const data = (lines: string[]) => lines.filter((line) => !line.includes('favicon'));

describe.runIf(browser)('static files in a page', () => {
  it('of its own host are read by a relative address, and asked for conditionally', async () => {
    const { host, tab } = await newTab();
    writeStaticFolder(inFolder(host, 'data'), [first]);
    expect(await tab.evaluate(() => page.open('data/'))).toBe(`${host.url}data/current.json`);
    expect(await get(tab)).toMatchObject({ 'ROE (Fwd)': 79.43 });
    expect(data(host.asked())).toEqual([
      'data/current.json 200',
      'data/releases/2025-10-03-a/companies.columns.gz 200',
    ]);
    expect(await refresh(tab)).toBe(false);
    expect(data(host.asked())).toEqual(['data/current.json 304']);
    writeStaticFolder(inFolder(host, 'data'), [first, second]);
    expect(await refresh(tab)).toBe(true);
    expect(await get(tab)).toMatchObject({ 'ROE (Fwd)': 79.44 });
    expect(await tab.evaluate(() => page.releases())).toEqual([first.id, second.id]);
  });

  it.each(['etag', 'modified'] as const)(
    'of another origin need no permission but to be read (%s)',
    async (tags) => {
      const { tab } = await newTab();
      const other = await StaticHost.start();
      other.tags = tags;
      writeStaticFolder(other.files, [first]);
      expect(await tab.evaluate((url) => page.open(url), other.url)).toMatchObject({
        code: 'UNREACHABLE',
        message: expect.stringContaining('Access-Control-Allow-Origin'),
      });
      other.shared = true;
      other.asked();
      await tab.evaluate((url) => page.open(url), other.url);
      expect(await get(tab)).toMatchObject({ 'ROE (Fwd)': 79.43 });
      expect(await refresh(tab)).toBe(false);
      writeStaticFolder(other.files, [first, second]);
      expect(await refresh(tab)).toBe(true);
      const asked = other.asked();
      // The browser asks conditionally by itself; a header of ours would have made it ask for permission first.
      expect(asked).toContain('current.json 304');
      expect(asked.filter((line) => line.startsWith('OPTIONS'))).toEqual([]);
    },
  );

  it('are looked at again when the page is seen again, and each release is told once', async () => {
    const { host, tab } = await newTab();
    writeStaticFolder(inFolder(host, 'data'), [first]);
    await tab.evaluate(() => page.open('data/', 3_600_000));
    await tab.evaluate(() => page.listen());
    writeStaticFolder(inFolder(host, 'data'), [first, second]);
    const seen = () => tab.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    await seen();
    await expect.poll(() => tab.evaluate(() => page.heard)).toEqual([second.id]);
    await seen();
    await expect.poll(() => host.log.filter((line) => line === 'data/current.json 304').length).toBe(1);
    expect(await tab.evaluate(() => page.heard)).toEqual([second.id]);
  });

  it('come after the page’s own database, which is asked first', async () => {
    const { host, tab } = await newTab();
    writeStaticFolder(inFolder(host, 'data'), [first, second]);
    const detect = () => tab.evaluate(() => page.detect());
    expect(await detect()).toEqual({ text: 'https: failed, idb: empty, json:data/ taken', rows: 1 });
    await tab.evaluate(() => page.publish('idb:'));
    expect(await detect()).toEqual({ text: 'https: failed, idb: taken, json:data/ not_tried', rows: 1 });
    expect(await tab.evaluate(() => page.fail('sqlite:stock.db'))).toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('Node'),
    });
  });
});
