#!/usr/bin/env node
// node packages/tools/src/review-week.mjs: makes the pictures and the terminal sessions of docs/review-a-week.md
// anew, from the sample weeks. What follows a "session" comment in the page is replaced.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './browser/chromium.mjs';
import { build } from './build/build.mjs';
import { sampleWeeks } from './demo/sample.mjs';
import { root } from './workspace.mjs';

const bin = join(root, 'packages/cli/dist/bin.js');
const page = join(root, 'docs/review-a-week.md');
const images = join(root, 'docs/images');
const out = mkdtempSync(join(tmpdir(), 'review-week-'));
/** The util-linux command. */
const PSEUDO_TERMINAL = 'script';
/** Every run has another id; the page shows this one. */
const SHOWN_ID = '20251010T093000Z-1a2b3c';

/** @param {string[]} args @param {string} input */
function run(args, input = '') {
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--out', out], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (stderr) console.error(stderr);
  return stdout;
}

/**
 * The last screen that a command draws in a terminal of 80 columns, after some keys.
 *
 * @param {string[]} args
 * @param {string[]} keys
 * @returns {Promise<string>}
 */
function lastScreen(args, keys) {
  const line = [process.execPath, bin, ...args, '--out', out].join(' ');
  const child = spawn(PSEUDO_TERMINAL, ['-qec', line, '/dev/null'], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let drawn = '';
  let lengthBefore = 0;
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    drawn += text;
  });
  const typing = setInterval(() => {
    // A key goes in when the screen of the one before stands.
    if (drawn.length === 0 || drawn.length !== lengthBefore) lengthBefore = drawn.length;
    else if (keys.length > 0) child.stdin.write(keys.shift());
  }, 400);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(typing);
      const last = drawn.slice(0, drawn.indexOf('\u001b[?1049l')).split('\u001b[H').at(-1) ?? '';
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away.
      resolve(last.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', ''));
    });
  });
}

/**
 * A picture: its name, its size, and whether it is of the review, in dark colours.
 *
 * @typedef {{ name: string, width: number, height: number, desk?: boolean, dark?: boolean }} View
 */

/**
 * @param {string} report path
 * @param {View[]} views
 */
async function takePictures(report, views) {
  const browser = await launchChromium();
  for (const { name, width, height, desk = false, dark = false } of views) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(report).href);
    await tab.waitForSelector('html[data-ready]');
    if (desk) {
      await tab.getByLabel('Your name').fill('Kim');
      const cards = tab.locator('#desk .card');
      await cards.nth(0).getByRole('button', { name: 'Accept' }).click();
      await tab.getByLabel('Reason').fill('the filing says otherwise');
      await cards.nth(1).getByRole('button', { name: 'Refuse' }).click();
      await tab.evaluate(() => document.getElementById('review')?.scrollIntoView({ behavior: 'instant' }));
    }
    await tab.screenshot({ path: join(images, `${name}.png`) });
    await context.close();
  }
  await browser.close();
}

/** @param {Map<string, string>} sessions by name */
function writeSessions(sessions) {
  const text = readFileSync(page, 'utf8').replace(
    /(<!-- session: (\S+) -->\n\n```text\n)[\s\S]*?(```\n)/g,
    (all, before, name, after) => {
      const session = sessions.get(name);
      return session === undefined ? all : `${before}${session.trimEnd()}\n${after}`;
    },
  );
  writeFileSync(page, text);
}

await build();
const [earlier = '', later = ''] = await sampleWeeks(console.log);
/** @param {string} printed of a run that is held */
const idIn = (printed) => /runs\/([^/\s]+)/.exec(printed)?.[1] ?? '';
run(['approve', idIn(run(['run', earlier])), '--min-confidence', '0.9']);
const held = run(['run', later]);
const id = idIn(held);
const review = ['review', id, '--by', 'Kim'];
await takePictures(join(out, 'runs', id, 'quality_report.html'), [
  { name: 'review-report', width: 1280, height: 1000 },
  { name: 'review-desk', width: 1280, height: 1000, desk: true },
  { name: 'review-desk-dark', width: 1280, height: 760, desk: true, dark: true },
  { name: 'review-desk-narrow', width: 390, height: 1300, desk: true },
]);
const elsewhere = ['--save', join(out, 'shown.json')];
const screen = await lastScreen([...review, ...elsewhere], ['a', 'r', 'the filing says otherwise\r', 'q']);
const commands = ['list', 'show 1', 'refuse 2 because the filing says otherwise', 'accept status:undecided'];
const reviewed = run([...review], `${commands.join('\n')}\nquit\n`);
const approved = run([
  'approve',
  id,
  '--by',
  'Kim',
  '--decisions',
  join(out, 'runs', id, `decisions-${id}.json`),
]);

await takePictures(join(out, 'quality_report.html'), [{ name: 'quality-report', width: 1160, height: 760 }]);

/** @param {string} text */
const asShown = (text) => text.replaceAll(id, SHOWN_ID).replaceAll(out, 'data').replaceAll(' --out data', '');
writeSessions(
  new Map(Object.entries({ held, screen, reviewed, approved }).map(([name, text]) => [name, asShown(text)])),
);
rmSync(out, { recursive: true });
