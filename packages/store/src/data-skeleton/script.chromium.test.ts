import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataProvider, DataSkeleton as Skeleton } from './index';

declare const DataSkeleton: typeof Skeleton;

// A page in a subfolder of a static host, under a policy that allows no more than its own files.
const browser = await launchForTests();
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
const files = new Map<string, [type: string, text: string]>();
let server: Server;
let origin: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('script.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    conditions: ['@stock-analyzer/source'],
  });
  const html = '<!doctype html><title>x</title><script src="vendor/data-skeleton.iife.js"></script>';
  files.set('/tools/stock/index.html', ['text/html', html]);
  files.set('/tools/stock/vendor/data-skeleton.iife.js', ['text/javascript', outputFiles[0]!.text]);
  files.set('/tools/stock/data/enhanced_summary_data_clean.json', [
    'application/json',
    JSON.stringify({
      metadata: { version: '2.0' },
      companies: [
        { Ticker: 'NVDA', corpName: 'NVIDIA  Corp', exchange: 'NASDAQ', PER: 31.2 },
        { Ticker: 'XOM', corpName: 'Exxon', exchange: 'NYSE', PER: 15.1 },
        { Ticker: '', corpName: '0-0x2a0x2a' },
      ],
    }),
  ]);
  server = createServer(({ url = '' }, response) => {
    const [type, text] = files.get(url) ?? [];
    response.writeHead(text ? 200 : 404, { 'content-type': type ?? '', 'content-security-policy': POLICY });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

async function open() {
  const context = await browser!.newContext();
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  const visit = () => page.goto(`${origin}/tools/stock/index.html`);
  await visit();
  return { context, page, messages, visit };
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
