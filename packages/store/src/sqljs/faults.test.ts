import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { releaseIdOf } from '../dataset/release-id';
import { bigWeek } from '../testing/sample-week';
import { openSqljsStore } from './node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, '.cache/sqljs-child.mjs');
const [first, second] = [bigWeek(50, '2025-10-03'), bigWeek(50, '2025-10-10')];

let folder: string;
let path: string;

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'src/testing/sqljs-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['sql.js'],
    conditions: ['@stock-analyzer/source'],
  });
});
afterAll(() => rmSync(program));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sqljs-'));
  path = join(folder, 'stock.db');
  const store = await openSqljsStore({ persist: { file: path } });
  await store.publish(first, { releaseId: 'w1' });
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a process killed between any two steps of its writing leaves one whole release and the way free', {
  timeout: 120_000,
}, async () => {
  const before = readFileSync(path);
  const found = new Set<string>();
  let step = 1;
  for (; ; step++) {
    writeFileSync(path, before);
    const { stdout, signal } = spawnSync(process.execPath, [program, path, String(step)]);
    if (String(stdout) === 'done\n') break;
    expect(signal).toBe('SIGKILL');
    const store = await openSqljsStore({ persist: { file: path } });
    const current = (await store.currentRelease())!.id;
    found.add((await store.releases()).map(({ id }) => id).join());
    expect(releaseIdOf(await store.companies())).toBe(releaseIdOf(current === 'w1' ? first : second));
    await store.publish(second, { releaseId: 'w2' });
    expect((await store.currentRelease())?.id).toBe('w2');
    await store.close();
    expect(readdirSync(folder)).toEqual(['stock.db']);
  }
  expect(step).toBeGreaterThan(10);
  expect([...found].sort()).toEqual(['w1', 'w1,w2']);
});

it('a full disk fails the week and leaves the old one whole', async () => {
  const store = await openSqljsStore({ persist: { file: path } });
  const handle = await open(path);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const full = vi
    .spyOn(prototype, 'writeFile')
    .mockRejectedValue(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  try {
    await expect(store.publish(second, { releaseId: 'w2' })).rejects.toMatchObject({
      code: 'FULL',
      place: { file: path },
    });
  } finally {
    full.mockRestore();
  }
  expect((await store.releases()).map(({ id }) => id)).toEqual(['w1']);
  expect(existsSync(`${path}.new`)).toBe(false);
  expect(await store.publish(second, { releaseId: 'w2' })).toBe(true);
  await store.close();
});
