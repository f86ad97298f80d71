import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyRows } from '@stock-analyzer/fixtures';
import type { QualityMark } from '@stock-analyzer/schema';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { PACKED } from './testing/packed-file';
import { sampleWeek } from './testing/sample-week';
import { type StaticRelease, writeStaticFolder } from './testing/static-files';
import { StaticHost } from './testing/static-host';

vi.setConfig({ testTimeout: 60_000 });

const EXAMPLE = 'examples/static-frontend';
const browser = await launchForTests();
const site = mkdtempSync(join(tmpdir(), 'static-frontend-'));
const rows = companyRows({ seed: 'frontend', count: 1250 });
const byTicker = rows.map(({ Ticker }) => Ticker).sort();
const first = byTicker[0]!;
const readme = readFileSync(`${EXAMPLE}/README.md`, 'utf8');
let host: StaticHost;

const mark: QualityMark = {
  ticker: first,
  field: 'ROE (Fwd)',
  was: 7943,
  rule: 'percentage_basis_points',
  confidence: 0.98,
  approvedBy: 'policy:default',
  approvedAt: '2025-10-11T09:00:00.000Z',
};

function week(asOf: string, per: number): StaticRelease {
  const moved = rows.map((row) => ({ ...row, 'PER (Oct-25)': per }));
  return { id: `week-${asOf}`, dataset: sampleWeek(moved, [], { asOf, marks: [mark] }), file: PACKED };
}

const weeks = [week('2025-10-03', 11.5), week('2025-10-10', 12.5), week('2025-10-17', 13.5)];

beforeAll(() => {
  execFileSync(process.execPath, [`${EXAMPLE}/build.mjs`, site, '@stock-analyzer/source']);
});
afterAll(async () => {
  await browser?.close();
  rmSync(site, { recursive: true, force: true });
});
beforeEach(async () => {
  host = await StaticHost.start();
  host.policy = "default-src 'self'";
  for (const name of readdirSync(site))
    host.files.set(`below/stocks/${name}`, readFileSync(join(site, name)));
  publish(2);
});

/** Publishes the first weeks, as a weekly job does. */
function publish(count: number): void {
  const sink = {
    set: (path: string, data: string | Uint8Array) => host.files.set(`below/stocks/data/${path}`, data),
  };
  writeStaticFolder(sink, weeks.slice(0, count));
}

async function newContext(width = 1280): Promise<BrowserContext> {
  const context = await browser!.newContext({ viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  return context;
}

/** Opens the page; whatever the browser complains about fails the test, breaches of the policy included. */
async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  onTestFinished(() => expect(complaints).toEqual([]));
  await page.goto(`${host.url}below/stocks/`);
  await soon(() => textOf(page, '#count')).toContain('1,250');
  return page;
}

/** What holds in the end, on a busy machine too. */
const soon = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 20_000 });
/** The text that a reader sees. */
const textOf = async (page: Page, selector: string) => (await page.locator(selector).allInnerTexts()).join();
const tickersOf = (page: Page) => page.locator('#table tbody th').allInnerTexts();
const look = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
const keptForOffline = (page: Page) => soon(() => textOf(page, '#offline')).toBe('Works offline');

/** Nothing is reached any more, by the page and by its worker. */
async function cut(context: BrowserContext): Promise<void> {
  host.fault = (_, response) => {
    response.destroy();
    return true;
  };
  await context.setOffline(true);
}

describe.runIf(browser)('the example page', () => {
  it('shows a table of all companies with the rows that can be seen, from any folder', async () => {
    const page = await open(await newContext());
    expect(await textOf(page, '#week')).toBe('Week of 2025-10-10');
    const shown = await tickersOf(page);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.length).toBeLessThanOrEqual(40);
    expect(shown).toEqual(byTicker.slice(0, shown.length));
    expect(await page.locator('#table table').getAttribute('aria-rowcount')).toBe('1251');
    expect(await page.locator('td.corrected').getAttribute('title')).toBe(
      'corrected: was 7,943 · rule percentage_basis_points · allowed by policy:default, 2025-10-11',
    );
    expect(host.asked().filter((line) => line.endsWith('404'))).toEqual([]);
  });

  it('reaches every row, with the wheel and with the keyboard', async () => {
    const page = await open(await newContext());
    await page.locator('#table').evaluate((table) => table.scrollTo(0, 20_000));
    await soon(() => tickersOf(page)).toContain(byTicker[500]);
    expect((await tickersOf(page)).length).toBeLessThanOrEqual(40);
    await page.locator('#table tbody a').first().focus();
    await page.keyboard.press('End');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe(byTicker.at(-1));
    await page.keyboard.press('ArrowUp');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe(byTicker.at(-2));
    await page.keyboard.press('Enter');
    await soon(() => textOf(page, '#company h2')).toContain(byTicker.at(-2));
  });

  it('sorts, and narrows down by choices and ranges', async () => {
    const page = await open(await newContext());
    const industry = rows[0]!.industry!;
    const fitting = rows
      .filter((row) => row.industry === industry && row.exchange === 'NYSE' && row['ROE (Fwd)']! >= 10)
      .sort((a, b) => b['ROE (Fwd)']! - a['ROE (Fwd)']!);
    await page.selectOption('[name=industry]', industry);
    await page.selectOption('[name=exchange]', 'NYSE');
    await page.click('text=Add a range');
    await page.getByLabel('At least').fill('10');
    await page.locator('#table thead button', { hasText: 'ROE (Fwd)' }).click();
    expect(await textOf(page, '#count')).toBe(`${fitting.length} of 1,250 companies`);
    expect(await textOf(page, '[aria-sort=descending]')).toContain('ROE (Fwd)');
    const shown = await tickersOf(page);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(fitting.slice(0, shown.length).map(({ Ticker }) => Ticker));
    await page.click('text=Reset');
    expect(await textOf(page, '#count')).toBe('1,250 of 1,250 companies');
  });

  it('finds a company, and shows its fields, its history and what was corrected', async () => {
    const page = await open(await newContext());
    await page.fill('#search', first.toLowerCase());
    expect((await page.locator('#hits b').allInnerTexts())[0]).toBe(first);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await soon(() => page.locator('figure').count()).toBe(6);
    expect(await page.locator('svg').first().getAttribute('aria-label')).toBe(
      'PER (Oct-25), ×. 2025-10-03: 11.5, 2025-10-10: 12.5',
    );
    expect(await textOf(page, '.categories .corrected .note')).toContain(
      'was 7,943 · rule percentage_basis_points',
    );
    expect(await page.locator('.categories h3').allInnerTexts()).toContain('Profitability');
    expect(await page.locator('.categories th').count()).toBe(39);
    await page.selectOption('#language', 'ko');
    expect(await page.locator('.categories h3').allInnerTexts()).toContain('수익성');
    await page.click('.back');
    expect(await textOf(page, '#count')).toBe('1,250개 중 1,250개 기업');
    await page.goto(`${host.url}below/stocks/#/company/NOBODY`);
    await soon(() => textOf(page, '#company')).toContain('NOBODY');
  });

  it('works offline after the first load, history included', async () => {
    const context = await newContext();
    const page = await open(context);
    await keptForOffline(page);
    await cut(context);
    await page.reload();
    await soon(() => textOf(page, '#count')).toBe('1,250 of 1,250 companies');
    await keptForOffline(page);
    await page.locator('#table tbody a').first().click();
    await soon(() => page.locator('svg').first().getAttribute('aria-label')).toContain(
      '2025-10-03: 11.5, 2025-10-10: 12.5',
    );
  });

  it('tells of a new week, shows it when asked to, and keeps it', async () => {
    const context = await newContext();
    const page = await open(context);
    await keptForOffline(page);
    publish(3);
    await look(page);
    await soon(() => textOf(page, '#news')).toContain('The week of 2025-10-17 is there.');
    expect(await textOf(page, '#week')).toBe('Week of 2025-10-10');
    await page.click('#news-show');
    await soon(() => textOf(page, '#week')).toBe('Week of 2025-10-17');
    expect(await page.locator('#news').isVisible()).toBe(false);
    expect((await page.locator('#table tbody tr', { hasText: first }).allInnerTexts()).join()).toContain(
      '13.5',
    );

    await cut(context);
    await page.reload();
    await soon(() => textOf(page, '#week')).toBe('Week of 2025-10-17');
  });

  it.each([
    ['idb:', "default-src 'self'"],
    ['sqljs:stocks', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"],
  ])('is the same over %s, with the store.js of its README', async (address, policy) => {
    const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readme)!;
    expect(script).toContain("'idb:'");
    host.files.set('below/stocks/store.js', script.replace("'idb:'", `'${address}'`));
    host.policy = policy;
    const html = String(host.files.get('below/stocks/index.html'));
    host.files.set('below/stocks/index.html', html.replace("default-src 'self'", policy));
    const page = await open(await newContext());
    expect(await textOf(page, '#week')).toBe('Week of 2025-10-10');
    await page.locator('#table tbody a').first().click();
    await soon(() => page.locator('svg').first().getAttribute('aria-label')).toContain(
      '2025-10-03: 11.5, 2025-10-10: 12.5',
    );
  });

  it('says so when the weeks cannot be read, or there is none yet', async () => {
    const context = await newContext();
    const page = await context.newPage();
    host.files.set('below/stocks/data/current.json', '{"release_id": null}');
    await page.goto(`${host.url}below/stocks/`);
    await soon(() => textOf(page, '#count')).toBe('No week was released yet.');
    host.files.delete('below/stocks/data/current.json');
    await page.reload();
    await soon(() => textOf(page, '#problem')).toContain('data/current.json');
  });

  it('can be installed', async () => {
    const page = await open(await newContext());
    const session = await page.context().newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // The window of a test is a private one: the only objection.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  });

  it('fits a phone', async () => {
    const page = await open(await newContext(390));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.locator('#table tbody a').first().click();
    await soon(() => page.locator('figure').count()).toBe(6);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
