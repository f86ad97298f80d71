import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { issuesToCsv } from '@stock-analyzer/validator';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileInput, reportInput, savedText } from '../testing/quality-report';
import { type QualityReportInput, renderQualityReport } from './index';

// Opened as a file, as a reader does it: a page served to a test runner has another origin and policy.
const browser = await launchForTests();
const folder = mkdtempSync(join(tmpdir(), 'quality-report-'));
let input: QualityReportInput;

beforeAll(async () => {
  input = await reportInput();
  writeFileSync(join(folder, 'report.html'), renderQualityReport(input, { language: 'en' }));
  writeFileSync(join(folder, 'hostile.html'), renderQualityReport(hostileInput(input), { language: 'en' }));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(file: string, options: BrowserContextOptions = {}) {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [] as string[], messages: [] as string[], dialogs: [] as string[] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.messages.push(message.text()));
  page.on('pageerror', (error) => seen.messages.push(error.message));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  const url = pathToFileURL(join(folder, file)).href;
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready]');
  return { page, seen, url };
}

/** The text that a reader sees. */
const seenIn = async (place: Locator) => (await place.allInnerTexts()).join();
const rows = (page: Page, table: string) => page.locator(`#${table}-rows tbody tr`);
const status = (page: Page, table: string) => seenIn(page.locator(`#${table}-rows [role=status]`));

describe.runIf(browser)('the page in a browser, from a file', () => {
  it('runs under its own policy, requests nothing, and fits a phone', async () => {
    const { page, seen, url } = await open('report.html', { viewport: { width: 375, height: 800 } });
    expect(seen.messages).toEqual([]);
    expect(seen.requests).toEqual([url]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });

  it('forbids any script, style and request that is not its own', async () => {
    const { page } = await open('report.html');
    const blocked = await page.evaluate(async () => {
      const found: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        found.push(effectiveDirective),
      );
      const add = (tag: string, properties: object) =>
        document.body.append(Object.assign(document.createElement(tag), properties));
      add('script', { textContent: 'document.title = "run"' });
      add('style', { textContent: 'body { color: red }' });
      add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' });
      await fetch('data:,x').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [...found.sort(), document.title];
    });
    expect(blocked).toEqual([
      'connect-src',
      'img-src',
      'script-src-elem',
      'style-src-elem',
      'Quality report 2025-10-17',
    ]);
  });

  it('switches to Korean without a network, tables included', async () => {
    const { page } = await open('report.html', { offline: true });
    const title = page.locator('#issues h2');
    expect(await seenIn(title)).toBe('Issues');
    await page.check('#lang-ko');
    expect(await seenIn(title)).toBe('문제');
    expect(await seenIn(page.locator('#issues-rows thead'))).toContain('심각도');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');
  });

  it('leads from a figure to its rows', async () => {
    const { page } = await open('report.html');
    const unusual = input.report.by_code.out_of_plausible_range!;
    await page.locator('#score a', { hasText: 'Unusual value' }).click();
    expect(await status(page, 'issues')).toContain(
      `of ${unusual} · filtered from ${input.report.issues_total}`,
    );
    for (const text of await rows(page, 'issues').allInnerTexts()) expect(text).toContain('Unusual value');

    const { field, values } = input.report.fields.find(
      ({ mapped, completeness }) => mapped && completeness < 50,
    )!;
    await page.locator('#fields tr', { hasText: field }).locator('a').first().click();
    const missing = input.report.summary.total_companies - values;
    expect(await status(page, 'companies')).toContain(`${field}: missing · 1–25 of ${missing}`);

    await page
      .locator('#distributions figure')
      .first()
      .locator('[data-view] .bar')
      .last()
      // The page may still be scrolling smoothly: an event, and no position on the screen.
      .dispatchEvent('click');
    await expect.poll(() => status(page, 'companies')).toMatch(/^\S.* [>≥] .* of \d+/);
  });

  it('pages and searches', async () => {
    const { page } = await open('report.html');
    await page.locator('#companies-rows .pages button').last().click();
    expect(await status(page, 'companies')).toMatch(/^26–50 of /);
    await page.locator('#companies-rows input[type=search]').fill('NVDA');
    expect(await rows(page, 'companies').count()).toBe(1);
    await page.locator('#companies-rows .tools button', { hasText: 'Clear' }).click();
    expect(await status(page, 'companies')).toMatch(/^1–25 of \d+$/);
  });

  it('saves the issues as CSV', async () => {
    const { page } = await open('report.html');
    const saved = page.waitForEvent('download');
    await page.locator('#issues-rows button', { hasText: 'CSV' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('issues-2025-10-17.csv');
    const path = join(folder, 'saved.csv');
    await download.saveAs(path);
    expect(await savedText(path)).toBe(`\uFEFF${issuesToCsv(input.report.issues)}`);
  });

  it('still tells the verdict and the first rows without script', async () => {
    const { page } = await open('report.html', { javaScriptEnabled: false });
    expect(await seenIn(page.locator('.answer'))).toContain('Not yet.');
    expect(await page.locator('#issues-rows tbody tr').count()).toBe(25);
    await page.check('#lang-ko');
    expect(await seenIn(page.locator('.answer'))).toContain('아직 아닙니다');
  });

  it('shows hostile texts as texts', async () => {
    const { page, seen, url } = await open('hostile.html');
    await page.check('#lang-ko');
    await page.locator('#companies-rows .pages button').last().click();
    await page.locator('#distributions summary').click();
    expect(await page.locator('img, iframe, object').count()).toBe(0);
    expect(seen).toEqual({ requests: [url], messages: [], dialogs: [] });
    expect(await seenIn(page.locator('#issues-rows'))).toContain('<script>alert(1)</script>');
  });
});
