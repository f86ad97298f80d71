import { fileURLToPath } from 'node:url';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataProvider, DataSkeleton as Skeleton } from './index';

declare const DataSkeleton: typeof Skeleton;

// A page in a subfolder of a static host, under a policy that allows no more than its own files.
const browser = await launchForTests();
const folder = '/tools/stock';
let server: Awaited<ReturnType<typeof servePages>>;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('script.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    conditions: ['@stock-analyzer/source'],
  });
  const companies = [
    { Ticker: 'NVDA', corpName: 'NVIDIA  Corp', exchange: 'NASDAQ', PER: 31.2 },
    { Ticker: 'XOM', corpName: 'Exxon', exchange: 'NYSE', PER: 15.1 },
    { Ticker: '', corpName: '0-0x2a0x2a' },
  ];
  server = await servePages({
    built: {},
    pages: {
      [`${folder}/index.html`]:
        '<!doctype html><title>x</title><script src="vendor/data-skeleton.iife.js"></script>',
      [`${folder}/vendor/data-skeleton.iife.js`]: outputFiles[0]!.text,
      [`${folder}/data/enhanced_summary_data_clean.json`]: JSON.stringify({ metadata: {}, companies }),
    },
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
  });
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});

async function open() {
  const context = await browser!.newContext();
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto(`${server.origin}${folder}/index.html`);
  return { context, page, messages };
}

const loadWeek = (page: Page) =>
  page.evaluate(async () => {
    const Provider = (globalThis as unknown as { DataProvider: typeof DataProvider }).DataProvider;
    const rows = (await new Provider().loadData('companies')) as Record<string, unknown>[];
    const events: string[] = [];
    window.dataSkeleton.subscribe(({ type }) => events.push(type), {
      events: ['data:updated', 'data:change'],
    });
    const result = await window.dataSkeleton.replaceWeeklyData(rows);
    return {
      result,
      events,
      names: window.dataSkeleton.query({ sort: { field: 'PER' } }).map((row) => row.corpName),
    };
  });

describe.runIf(browser)('the script', () => {
  it('works from a subfolder under a strict policy, and offline after the first visit', async () => {
    const { page, messages, context } = await open();
    expect(await loadWeek(page)).toMatchObject({
      result: { success: true, recordCount: 2, fieldCount: 4 },
      events: ['data:updated', 'data:change'],
      names: ['Exxon', 'NVIDIA Corp'],
    });
    expect(
      await page.evaluate(async () => {
        await window.dataSkeleton.saveToDB(window.dataSkeleton.query());
        return window.dataSkeleton instanceof DataSkeleton;
      }),
    ).toBe(true);
    await page.reload();
    await context.setOffline(true);
    const offline = await page.evaluate(async () => {
      const skeleton = new DataSkeleton();
      await skeleton.store(await skeleton.loadFromDB());
      return skeleton.getPageData(1, 1, { exchange: 'NASDAQ' });
    });
    expect(offline).toEqual([{ Ticker: 'NVDA', corpName: 'NVIDIA Corp', exchange: 'NASDAQ', PER: 31.2 }]);
    expect(messages).toEqual([]);
  });

  it('leaves nothing else on the page, and no database until one is asked for', async () => {
    const { page, context } = await open();
    const added = await page.evaluate(async () => {
      const plain = document.createElement('iframe');
      document.body.append(plain);
      const known = new Set(Object.getOwnPropertyNames(plain.contentWindow));
      plain.remove();
      const names = Object.getOwnPropertyNames(window).filter((name) => !known.has(name));
      return { names, databases: await indexedDB.databases() };
    });
    expect(added.names.filter((name) => !/^(__|\d+$|event$)/.test(name)).sort()).toEqual([
      'DataProvider',
      'DataSkeleton',
      'dataSkeleton',
    ]);
    expect(added.databases).toEqual([]);
    await context.close();
  });
});
