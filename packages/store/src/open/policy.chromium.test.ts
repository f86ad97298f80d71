import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { servePages } from '@stock-analyzer/tools/serve-pages';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonPage } from '../testing/json-page';
import { PACKED } from '../testing/packed-file';
import { sampleWeek } from '../testing/sample-week';
import { writeStaticFolder } from '../testing/static-files';
import { StaticHost } from '../testing/static-host';

declare const page: JsonPage;

const STRICT = "default-src 'self'";
const WASM = 'sql-wasm-browser.wasm';
const browser = await launchForTests();
let script: string;

vi.setConfig({ testTimeout: 60_000 });

/** The policies that the page for people names, by address. */
const named = new Map(
  [
    ...readFileSync('docs/which-store.md', 'utf8').matchAll(
      /^\| `([a-z]+:[^`]*)`[^|]* \| `(default-src[^`]+)` \|$/gm,
    ),
  ].map(([, address, policy]) => [address!, policy!]),
);

beforeAll(async () => {
  const server = await servePages({
    built: { '/page.js': 'packages/store/src/testing/json-page.ts' },
    pages: {},
  });
  script = await (await fetch(`${server.origin}/page.js`)).text();
  await server.close();
});
afterAll(() => browser?.close());

/** Opens an address in a page under a policy: what it makes of it, and how often the browser objected. */
async function openUnder(policy: string, address: string): Promise<{ result: unknown; blocked: number }> {
  const host = await StaticHost.start();
  host.files.set(
    'index.html',
    '<!doctype html><title>x</title><script type="module" src="page.js"></script>',
  );
  host.files.set('page.js', script);
  host.files.set(WASM, readFileSync(join(dirname(createRequire(import.meta.url).resolve('sql.js')), WASM)));
  const data = (name: string, text: string | Uint8Array) => host.files.set(`data/${name}`, text);
  const dataset = sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA' }]);
  writeStaticFolder({ set: data }, [{ id: 'a', dataset, file: PACKED }]);
  host.policy = policy;
  const context = await browser!.newContext();
  const tab = await context.newPage();
  await tab.goto(`${host.url}index.html`);
  await tab.waitForFunction(() => 'page' in globalThis);
  const violations = await tab.evaluate(() => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
    Object.assign(globalThis, { seen });
  });
  expect(violations).toBeUndefined();
  const result = await tab.evaluate((wanted) => page.fail(wanted), address);
  const blocked = await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.length);
  await context.close();
  return { result, blocked };
}

describe.runIf(browser)('the policy that the page for people names', () => {
  it.each(['memory:', 'json:data/', 'idb:', 'sqljs:'])('lets %s open', async (address) => {
    expect(named.has(address)).toBe(true);
    expect(await openUnder(named.get(address)!, address)).toEqual({ result: undefined, blocked: 0 });
  });

  it('lets another host be read, and that is what it takes', async () => {
    const other = await StaticHost.start();
    other.shared = true;
    writeStaticFolder(other.files, [{ id: 'a', dataset: sampleWeek([{ Ticker: 'A', corpName: 'A' }]) }]);
    const policy = named
      .get('json:https://example.org/data/')!
      .replace('https://example.org', other.url.slice(0, -1));
    expect(policy).toContain(other.url.slice(0, -1));
    expect(await openUnder(policy, `json:${other.url}`)).toEqual({ result: undefined, blocked: 0 });
    expect((await openUnder(STRICT, `json:${other.url}`)).result).toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('connect-src'),
    });
  });

  it('is needed for sql.js, which says so', async () => {
    expect((await openUnder(STRICT, 'sqljs:')).result).toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('wasm-unsafe-eval'),
    });
  });
});
