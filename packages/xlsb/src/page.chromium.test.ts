import { type SheetContent, workbookBytes, xlsbBytes } from '@stock-analyzer/fixtures';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from './testing/serve-pages';

const browser = await launchForTests();
let server: Awaited<ReturnType<typeof servePages>>;

beforeAll(async () => {
  server = await servePages();
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});

async function open(path: string, options: BrowserContextOptions = {}) {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto(`${server.origin}${path}`);
  return { page, messages };
}

const choose = (page: Page, bytes: Uint8Array) =>
  page.setInputFiles('#file', { name: 'week.xlsb', mimeType: '', buffer: Buffer.from(bytes) });
const cells = (page: Page, row: number) =>
  page.locator('tbody tr').nth(row).locator('th, td').allInnerTexts();
/** The text that a reader sees. */
const seenIn = async (place: Locator) => (await place.allInnerTexts()).join();

const declared = { rows: 1_048_576, columns: 4 };
const company: SheetContent = {
  name: 'M_Company',
  declared,
  rows: [
    { index: 1, cells: ['Ticker', 'ROE (Fwd)', 'As of', 'ADR'].map((value) => ({ value })) },
    {
      index: 2,
      cells: [
        { value: 'NVDA' },
        { value: 0.7943, format: '0.0%' },
        { value: 45940, format: 'yyyy-mm-dd' },
        { value: false },
      ],
    },
    {
      index: 3,
      cells: [
        { value: '<b>AFMD</b>' },
        { value: { error: '#N/A' }, format: '0.0%' },
        { value: 45940.5, format: 'yyyy-mm-dd' },
        { value: true },
      ],
    },
    { index: 4, cells: [{ value: null, format: '0.0%' }] },
  ],
};
const bytes = xlsbBytes({
  sheets: [
    company,
    { name: 'Notes', visibility: 'very_hidden', declared: { rows: 1, columns: 1 }, rows: [] },
    {
      name: 'Long',
      visibility: 'hidden',
      declared: { rows: 120, columns: 1 },
      rows: Array.from({ length: 120 }, (_, index) => ({ index, cells: [{ value: index }] })),
    },
  ],
});

describe.runIf(browser)('the example page', () => {
  it('lists the sheets, and shows the rows of the one that is chosen', async () => {
    const { page, messages } = await open('/index.html');
    await choose(page, bytes);
    const sheets = page.locator('#sheets button');
    await expect.poll(() => sheets.allInnerTexts()).toHaveLength(3);
    await expect.poll(() => seenIn(sheets.nth(0))).toContain('A1:D1048576');
    expect(await seenIn(sheets.nth(1))).toContain('very hidden');

    await sheets.nth(0).click();
    await expect.poll(() => seenIn(page.locator('#status'))).toBe('Read M_Company.');
    expect(await seenIn(page.locator('caption'))).toBe(
      'M_Company: 3 rows, 4 columns, 1 blank row in the file',
    );
    const formats = page.locator('thead small');
    expect(await formats.allInnerTexts()).toEqual(['General', '0.0%', 'yyyy-mm-dd', 'General']);
    expect(await cells(page, 0)).toEqual(['2', 'Ticker', 'ROE (Fwd)', 'As of', 'ADR']);
    expect(await cells(page, 1)).toEqual(['3', 'NVDA', '0.7943', '2025-10-10', 'false']);
    expect(await cells(page, 2)).toEqual(['4', '<b>AFMD</b>', '#N/A', '2025-10-10 12:00:00', 'true']);
    expect(await seenIn(page.locator('td.error'))).toBe('#N/A');

    await sheets.nth(1).click();
    await expect.poll(() => seenIn(page.locator('#sheet'))).toBe('This sheet holds no values.');
    expect(await sheets.nth(1).getAttribute('aria-pressed')).toBe('true');
    expect(messages).toEqual([]);
  });

  it('shows more rows until there are no more', async () => {
    const { page } = await open('/index.html');
    await choose(page, bytes);
    await page.locator('#sheets button', { hasText: 'Long' }).click();
    const rows = page.locator('tbody tr');
    const more = page.locator('button.more');
    await expect.poll(() => rows.count()).toBe(50);
    await more.click();
    await more.click();
    expect(await rows.count()).toBe(120);
    expect(await more.isVisible()).toBe(false);
  });

  it('says what is wrong with a file, and takes the next one', async () => {
    const { page } = await open('/index.html');
    const problem = page.locator('#problem');
    await choose(page, new TextEncoder().encode('<!doctype html>'));
    await expect.poll(() => seenIn(problem)).toContain('The file is an HTML or XML page');
    expect(await seenIn(problem)).toMatch(/Give an XLSB workbook\.\s+NOT_XLSB · week\.xlsb/);
    await choose(page, bytes.subarray(0, bytes.length - 30));
    await expect.poll(() => seenIn(problem)).toContain('TRUNCATED');
    await choose(page, bytes);
    await expect.poll(() => page.locator('#sheets button').count()).toBe(3);
    expect(await problem.isVisible()).toBe(false);
  });

  it('says in which sheet the damage is', async () => {
    const { page } = await open('/index.html');
    const damaged = bytes.slice();
    const text = Buffer.from(damaged).indexOf('xl/worksheets/sheet1.bin');
    damaged[text + 60]! ^= 0xff;
    await choose(page, damaged);
    await page.locator('#sheets button').first().click();
    await expect.poll(() => seenIn(page.locator('#problem'))).toContain('DAMAGED · week.xlsb, M_Company, xl');
  });

  it('takes a file that is dropped', async () => {
    const { page } = await open('/index.html');
    await page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(content)], 'dropped.xlsb'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, Array.from(bytes));
    await expect.poll(() => page.locator('#sheets button').count()).toBe(3);
  });

  it('finds a sheet among many, and fits a phone', async () => {
    const { page } = await open('/index.html', { viewport: { width: 375, height: 800 } });
    await choose(page, workbookBytes('small').bytes);
    await page.locator('#search input').fill('m_comp');
    const found = page.locator('#sheets li:not([hidden]) button');
    await expect.poll(() => found.count()).toBe(1);
    await found.click();
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open('/index.html');
    await choose(page, bytes);
    await expect.poll(() => page.locator('#sheets button').count()).toBe(3);
    await page.locator('#file').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
    for (const _ of [1, 2, 3]) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('scroll');
  });
});

describe.runIf(browser)("the documentation's page", () => {
  it('shows the first rows of a workbook', async () => {
    const { page, messages } = await open('/docs.html');
    await choose(page, bytes);
    await expect.poll(() => cells(page, 0)).toEqual(['2', 'Ticker', 'ROE (Fwd)', 'As of', 'ADR']);
    expect(await cells(page, 2)).toEqual(['4', '<b>AFMD</b>', '#N/A', '2025-10-10', 'true']);
    await page.selectOption('#sheet', 'Long');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
    await page.selectOption('#sheet', 'Notes');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(0);
    expect(messages).toEqual([]);
  });

  it('says what is wrong with a file', async () => {
    const { page } = await open('/docs.html');
    await choose(page, new Uint8Array());
    await expect.poll(() => seenIn(page.locator('#status'))).toContain('The file is empty');
  });
});
