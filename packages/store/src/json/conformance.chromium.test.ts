import { storeScenarios } from '@stock-analyzer/store/conformance';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ConformancePage } from '../testing/json-conformance-page';
import { StaticHost } from '../testing/static-host';

declare const conformance: ConformancePage;

const browser = await launchForTests();
let tab: Page;
let stop: (() => Promise<void>) | undefined;

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  if (!browser) return;
  const server = await servePages({
    built: { '/page.js': 'packages/store/src/testing/json-conformance-page.ts' },
    pages: {},
  });
  const { host, stop: end } = await StaticHost.startForAll();
  stop = end;
  host.files.set('page.js', await (await fetch(`${server.origin}/page.js`)).text());
  host.files.set(
    'index.html',
    '<!doctype html><title>x</title><script type="module" src="page.js"></script>',
  );
  await server.close();
  tab = await browser.newPage();
  await tab.exposeFunction('putFile', (path: string, data: string) => void host.files.set(path, data));
  await tab.goto(`${host.url}index.html`);
  await tab.waitForFunction(() => 'conformance' in globalThis);
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
});

describe.runIf(browser)('static files in Chromium are a store that', () => {
  it.each(storeScenarios.map(({ key, title }) => [title, key]))('%s (%s)', async (_, key) => {
    const outcome = await tab.evaluate((wanted) => conformance.run(wanted), key!);
    expect(['passed', 'refused', 'not_tried']).toContain(outcome);
  });
});
