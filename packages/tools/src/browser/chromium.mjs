import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { root } from '../workspace.mjs';

/** What Chromium is started with, in tests and for screenshots: it talks to nobody but the page. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {Record<string, string>} env What it needs in its environment beyond the process's own.
 */

/**
 * Finds a Chromium that starts: the one that `CHROMIUM_PATH` names, the system's, or the one inside the
 * development dependency `@sparticuz/chromium`, which is unpacked once.
 *
 * @returns {Promise<Chromium>}
 * @throws Error that lists what was tried and why each did not start.
 */
export async function findChromium() {
  const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].filter((path) => path !== undefined);
  const problems = [];
  for (const executablePath of installed) {
    const problem = whyNotStarting({ executablePath, env: {} });
    if (!problem) return { executablePath, env: {} };
    problems.push(`${executablePath}: ${problem}`);
  }
  try {
    const unpacked = await unpackChromium();
    const problem = whyNotStarting(unpacked);
    if (!problem) return unpacked;
    problems.push(`${unpacked.executablePath}: ${problem}`);
  } catch (error) {
    problems.push(`@sparticuz/chromium: ${error instanceof Error ? error.message : error}`);
  }
  throw new Error(`No Chromium starts here. Tried:\n${problems.map((line) => `  ${line}`).join('\n')}`);
}

/** @returns {Promise<import('playwright-core').Browser>} the Chromium that is found, started. */
export async function launchChromium() {
  const { chromium } = await import('playwright-core');
  const { executablePath, env } = await findChromium();
  return chromium.launch({ executablePath, args: launchArguments, env: { ...environment(), ...env } });
}

/**
 * A browser for tests; where none starts they are not run, which in CI is a failure.
 *
 * @returns {Promise<import('playwright-core').Browser | undefined>}
 */
export async function launchForTests() {
  try {
    return await launchChromium();
  } catch (problem) {
    if (process.env.CI) throw problem;
    console.warn(`NOT RUN: ${problem}`);
    return undefined;
  }
}

/** @returns {Record<string, string>} */
function environment() {
  return /** @type {Record<string, string>} */ (process.env);
}

/** @param {Chromium} chromium @returns {string | undefined} */
function whyNotStarting({ executablePath, env }) {
  if (!existsSync(executablePath)) return 'does not exist';
  const run = spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (run.error) return run.error.message;
  return run.status === 0
    ? undefined
    : run.stderr.trim().split('\n')[0] || `ended with ${run.status ?? run.signal}`;
}

/** @returns {Promise<Chromium>} */
async function unpackChromium() {
  const resolved = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const bin = join(dirname(resolved), '../../bin');
  const folder = join(root, 'node_modules/.cache/chromium');
  if (!existsSync(join(folder, 'chromium'))) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    try {
      await inflate(join(bin, 'chromium.br'), join(unfinished, 'chromium'));
      // The few libraries and fonts that a minimal system lacks.
      for (const archive of ['al2023.tar', 'fonts.tar']) await untar(join(bin, `${archive}.br`), unfinished);
      writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration(folder));
      if (!existsSync(folder)) renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** @param {string} from @param {string} to */
async function inflate(from, to) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}

/** @param {string} archive @param {string} folder */
async function untar(archive, folder) {
  const tar = join(folder, 'archive.tar');
  await inflate(archive, tar);
  const run = spawnSync('tar', ['-xf', tar, '-C', folder], { encoding: 'utf8' });
  rmSync(tar);
  if (run.status !== 0) throw new Error(`Unpacking ${archive} failed: ${run.error?.message ?? run.stderr}`);
}

/** The system's fonts where there are any, and the one that comes with the package. @param {string} folder */
function fontConfiguration(folder) {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', `${folder}/fonts`];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join('\n')}
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
