import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import { serveExample } from '@stock-analyzer/tools/serve-example';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const browser = await launchForTests();
const policy = "default-src 'self'";
let server: Awaited<ReturnType<typeof serveExample>>;

beforeAll(async () => {
  const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
  const [, html = ''] = /```html\n([\s\S]*?)```/.exec(readme)!;
  const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(html)!;
  server = await serveExample('validator-in-a-page', {
    built: { '/node_modules/@stock-analyzer/validator/dist/bundle.js': 'packages/validator/src/bundle.ts' },
    pages: {
      // A policy takes no script within the page, so that of the README is a file beside it.
      '/readme.html': '<!doctype html><title>x</title><script type="module" src="readme.js"></script>',
      '/readme.js': script,
      '/companies.json': JSON.stringify([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 7943 }]),
    },
    headers: { 'content-security-policy': policy },
  });
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});

/** Opens a page; `messages` holds everything that the browser complains about, breaches of the policy included. */
async function open(path: string, width = 1280) {
  const context = await browser!.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.log(`breach: ${event.violatedDirective}`));
  });
  const response = await page.goto(`${server.origin}${path}`);
  expect(response?.headers()['content-security-policy']).toBe(policy);
  return { page, messages };
}

type Page = Awaited<ReturnType<typeof open>>['page'];
const choose = (page: Page, name: string, text: string) =>
  page.setInputFiles('#file', { name, mimeType: '', buffer: Buffer.from(text) });
/** The text that a reader sees. */
const textOf = async (page: Page, selector: string) => (await page.locator(selector).allInnerTexts()).join();

const week = {
  metadata: { as_of: '2020-01-03' },
  companies: [
    { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 7943 },
    { Ticker: '<b>AFMD</b>', corpName: null, 'ROE (Fwd)': 12 },
    { Ticker: 'KO', corpName: 'Coca-Cola', 'ROE (Fwd)': null },
  ],
};

describe.runIf(browser)('the example page', () => {
  it('shows what is wrong with a file of companies, and where the points went', async () => {
    const { page, messages } = await open('/index.html');
    await choose(page, 'week.json', JSON.stringify(week));
    await expect.poll(() => textOf(page, '#status')).toContain('Checked 3 companies of week.json');
    expect(await textOf(page, '.outcome')).toBe('Do not use');
    expect(await textOf(page, '#verdict')).toContain('2020-01-03');

    const groups = page.locator('#groups button');
    expect((await groups.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')).sort()).toEqual([
      'missing_required1',
      'pattern_mismatch1',
      'percentage_basis_points1',
    ]);
    await groups.filter({ hasText: 'percentage_basis_points' }).click();
    expect(await textOf(page, '#issues')).toContain('looks like basis points: 79.43 percent would be usual');
    await page.selectOption('#by', 'ticker');
    expect((await groups.allInnerTexts())[0]).toContain('<b>AFMD</b>');
    await page.selectOption('#language', 'ko');
    expect(await textOf(page, '#issues')).toContain('필수');
    expect(messages).toEqual([]);
  });

  it('follows every lost point to its companies', async () => {
    const { page } = await open('/index.html');
    await choose(page, 'week.json', JSON.stringify(week));
    const rowsOf = async (cause: string) => {
      await page.locator('#parts button', { hasText: cause }).first().click();
      const cells = page.locator('#rows tbody tr td:nth-child(2)');
      return cells.allInnerTexts();
    };
    await expect.poll(() => page.locator('#parts tbody tr').count()).toBe(6);
    expect(await rowsOf('percentage_basis_points')).toEqual(['NVDA']);
    expect(await rowsOf('missing_required')).toEqual(['<b>AFMD</b>']);
    expect(await rowsOf('no ROE (Fwd)')).toEqual(['KO']);
    expect(await rowsOf('days old')).toHaveLength(3);
  });

  it('takes CSV, leaving what is no number as it is', async () => {
    const { page } = await open('/index.html');
    const csv =
      '\uFEFFTicker,corpName,ROE (Fwd)\r\nJNJ,"Johnson & Johnson, ""JNJ""",31.5\r\nKO,Coca-Cola,12%\r\n';
    await choose(page, 'week.csv', csv);
    await expect.poll(() => textOf(page, '#status')).toContain('Checked 2 companies');
    expect(await textOf(page, '#issues')).toContain('ROE (Fwd) "12%" is not a percentage');
    const saved = page.waitForEvent('download');
    await page.click('#download');
    const path = await (await saved).path();
    expect(readFileSync(path, 'utf8').split('\r\n')[1]).toMatch(
      /^1,KO,ROE \(Fwd\),wrong_type,type,error,12%/,
    );
  });

  it('says what is wrong with a file that is none, and takes the next', async () => {
    const { page, messages } = await open('/index.html');
    await choose(page, 'week.json', '{"companies": 7}');
    await expect.poll(() => textOf(page, '#problem')).toContain('no array of companies');
    await choose(page, 'week.json', 'oops');
    await expect.poll(() => textOf(page, '#problem')).toContain('week.json cannot be read');
    await page.click('#sample');
    await expect.poll(() => textOf(page, '#status')).toContain('Checked 60 companies of the sample');
    expect(await page.locator('#problem').isVisible()).toBe(false);
    expect(messages).toEqual([]);
  });

  it('fits a phone', async () => {
    const { page } = await open('/index.html', 375);
    await page.click('#sample');
    await expect.poll(() => page.locator('#issues tbody tr').count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });
});

describe.runIf(browser)("the README's three lines", () => {
  it('check a file in a page, under the strictest policy', async () => {
    const { page, messages } = await open('/readme.html');
    await expect.poll(() => messages.join()).toContain('percentage_basis_points');
    expect(messages.filter((message) => message.startsWith('breach'))).toEqual([]);
    await page.close();
  });
});
