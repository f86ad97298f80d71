import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CorrectionPlan } from '@stock-analyzer/correction';
import { launchForTests } from '@stock-analyzer/tools/chromium';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { runMain } from '../testing/fake-terminal';
import { temporaryFolder, writeWeek } from '../testing/files';

const browser = await launchForTests();
afterAll(() => browser?.close());

/** A held run, and its report opened as a reader does it. */
async function openHeld(options: BrowserContextOptions = {}) {
  const folder = temporaryFolder();
  const out = join(folder, 'data');
  const { run_id: run } = JSON.parse((await runMain(['run', writeWeek(folder), '--out', out, '--json'])).out);
  const plan: CorrectionPlan = JSON.parse(readFileSync(join(out, 'runs', run, 'plan.json'), 'utf8'));
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(pathToFileURL(join(out, 'runs', run, 'quality_report.html')).href);
  await page.waitForSelector('html[data-ready]');
  return { folder, out, run, plan, page, troubles };
}

/** The text that a reader sees. */
const seenIn = async (place: Locator) => (await place.allInnerTexts()).join();
const state = (page: Page) => seenIn(page.locator('#desk .state'));
const card = (page: Page, id: string) => page.locator(`#desk .card[data-id="${id}"]`);
const save = (page: Page) => page.locator('#desk button.main');

async function saved(page: Page, folder: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await save(page).click();
  const download = await downloading;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

describe.runIf(browser)('the review in the report of a held run', { timeout: 60_000 }, () => {
  it('makes the file with which approve publishes exactly what was accepted', async () => {
    const { folder, out, run, plan, page, troubles } = await openHeld();
    const ids = await page
      .locator('#desk .card')
      .evaluateAll((cards) => cards.map((each) => each.dataset.id!));
    await page.getByLabel('Your name').fill('Kim');
    await page.getByLabel('Reason').fill('the filing says so');
    await card(page, ids[1]!).getByRole('button', { name: 'Refuse' }).click();
    await page.getByLabel('Reason').fill('');
    for (const button of await page.getByRole('button', { name: /^Accept all/ }).all()) await button.click();
    await expect
      .poll(() => state(page))
      .toContain(`${plan.proposals.length - 1} accepted, 1 refused, 0 to decide`);

    const file = await saved(page, folder);
    expect(file).toContain(`decisions-${run}.json`);
    const { version, plan: hash, decisions } = JSON.parse(readFileSync(file, 'utf8'));
    expect({ version, hash }).toEqual({ version: 1, hash: plan.hash_before });
    expect(decisions.find((each: { proposal: string }) => each.proposal === ids[1])).toMatchObject({
      decision: 'refuse',
      by: 'Kim',
      reason: 'the filing says so',
    });

    const { exitCode } = await runMain(['approve', run, '--out', out, '--decisions', file, '--by', 'Lee']);
    expect(exitCode).toBe(0);
    const { companies } = JSON.parse(readFileSync(join(out, 'companies.json'), 'utf8'));
    for (const { id, ticker, field, from, to } of plan.proposals) {
      const company = companies.find((each: { Ticker: string }) => each.Ticker === ticker);
      expect(company[field]).toBe(id === ids[1] ? from : to);
    }
    const record = JSON.parse((await runMain(['report', '--out', out, '--format', 'json'])).out);
    expect(new Set(record.decisions.map(({ by }: { by: string }) => by))).toEqual(new Set(['Kim']));
    expect(troubles).toEqual([]);
  });

  it('decides by keyboard, undoes, and never overrules one by many', async () => {
    const { plan, page } = await openHeld();
    const count = plan.proposals.length;
    await page.locator('#desk .card').first().focus();
    await page.keyboard.press('r');
    await expect.poll(() => state(page)).toContain(`0 accepted, 1 refused, ${count - 1} to decide`);
    await page.keyboard.press('a');
    await expect.poll(() => state(page)).toContain(`1 accepted, 1 refused, ${count - 2} to decide`);
    await page.keyboard.press('u');
    await expect.poll(() => state(page)).toContain(`0 accepted, 1 refused, ${count - 1} to decide`);
    await page.keyboard.press('k');
    await page.locator('#desk .group button').first().click();
    await expect.poll(() => state(page)).toContain(', 1 refused,');
    const pressed = page.locator('#desk .card').first().getByRole('button', { name: 'Refuse' });
    expect(await pressed.getAttribute('aria-pressed')).toBe('true');
    await pressed.click();
    await expect.poll(() => state(page)).toContain('0 refused');
  });

  it('asks for a name before it saves, filters, and speaks Korean', async () => {
    const { plan, page } = await openHeld();
    const { ticker } = plan.proposals[0]!;
    await page.locator('#desk').getByLabel('Search').fill(ticker!);
    const cards = page.locator('#desk .card');
    await expect
      .poll(() => cards.count())
      .toBe(plan.proposals.filter((each) => each.ticker === ticker).length);
    await cards.first().getByRole('button', { name: 'Accept' }).click();
    await page.locator('#desk').getByLabel('Decision').selectOption('refuse');
    await expect.poll(() => cards.count()).toBe(0);
    await save(page).click();
    await expect.poll(() => state(page)).toContain('Say your name first');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.check('#lang-ko');
    await expect.poll(() => seenIn(save(page))).toBe('결정 1건 저장');
  });

  it('fits a phone, and stays out of the way on paper and without script', async () => {
    const { page } = await openHeld({ viewport: { width: 375, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#desk').isVisible()).toBe(false);
    expect(await page.locator('#proposals-rows').isVisible()).toBe(true);
    const plain = await browser!.newContext({ javaScriptEnabled: false });
    const silent = await plain.newPage();
    await silent.goto(page.url());
    expect(await seenIn(silent.locator('#desk-absent'))).toContain('stock-analyzer review ');
    expect(await silent.locator('#desk').isVisible()).toBe(false);
  });
});
