import { basename } from 'node:path';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { build } from 'esbuild';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { LaterPage } from './testing/later-page';

declare const page: LaterPage;

const browser = await launchForTests();
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => browser?.close());

/** A tab with the page, in parts as a bundler makes them; `asked` are the scripts that it loaded. */
async function newTab() {
  const { outputFiles } = await build({
    entryPoints: { page: 'packages/store/src/testing/later-page.ts' },
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    write: false,
    conditions: ['@stock-analyzer/source'],
  });
  const scripts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const asked: string[] = [];
  const network = { isThere: true };
  const tab = await (await browser!.newContext()).newPage();
  await tab.route('http://page.test/**', async (route) => {
    const name = basename(route.request().url());
    const text = scripts.get(name);
    if (!text)
      return route.fulfill({
        contentType: 'text/html',
        body: '<script type="module" src="page.js"></script>',
      });
    asked.push(name);
    return network.isThere ? route.fulfill({ contentType: 'text/javascript', body: text }) : route.abort();
  });
  await tab.goto('http://page.test/');
  await tab.waitForFunction(() => 'page' in globalThis);
  const later = () => asked.filter((name) => name.startsWith('later-')).length;
  return { tab, network, later };
}

describe.runIf(browser)('what not every page asks for', () => {
  it('is loaded when it is first asked for, once', async () => {
    const { tab, later } = await newTab();
    expect(await tab.evaluate(() => page.start())).toEqual([1, 'NVIDIA']);
    expect(later()).toBe(0);
    expect(await tab.evaluate(() => page.search())).toBe('NVDA');
    expect(await tab.evaluate(() => page.ask())).toEqual([1, 2]);
    expect(later()).toBe(1);
  });

  it('is told to be missing without a network, and comes with it', async () => {
    const { tab, network } = await newTab();
    await tab.evaluate(() => page.start());
    network.isThere = false;
    expect(await tab.evaluate(() => page.search())).toEqual(['UNREACHABLE', true]);
    expect(await tab.evaluate(() => page.start())).toEqual([1, 'NVIDIA']);
    network.isThere = true;
    expect(await tab.evaluate(() => page.search())).toBe('NVDA');
  });
});
