#!/usr/bin/env node
// node packages/tools/src/screenshot.mjs PAGE IMAGE [WIDTHxHEIGHT]: a picture of a local page or an address,
// taken in Chromium. Without a height the whole page is taken.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './browser/chromium.mjs';

const [page, image, size = '1280'] = process.argv.slice(2);
if (!page || !image) {
  console.error('Usage: node packages/tools/src/screenshot.mjs PAGE IMAGE [WIDTHxHEIGHT]');
  process.exit(1);
}
const [width = 1280, height] = size.split('x').map(Number);
const browser = await launchChromium();
const tab = await browser.newPage({ viewport: { width, height: height ?? 800 } });
await tab.goto(/^https?:/.test(page) ? page : pathToFileURL(resolve(page)).href);
await tab.screenshot({ path: image, fullPage: height === undefined });
await browser.close();
