import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bigWeek } from '../testing/sample-week';
import { connect } from './connect';
import { openSqliteStore, SqliteStore } from './index';
import { ensureTables } from './schema';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, '.cache/faults-child.mjs');

let folder: string;
let path: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'src/testing/child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
    conditions: ['@stock-analyzer/source'],
  });
});
afterAll(() => rmSync(program));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  path = join(folder, 'stock.db');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts the child program; resolves at its first word. */
function start(...args: string[]): Promise<{ word: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return new Promise((resolve) => {
    child.stdout.once('data', (data) => resolve({ word: String(data).trim(), child }));
  });
}

const killed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

async function publishOne(): Promise<void> {
  const store = await openSqliteStore(path);
  await store.publish(bigWeek(300, '2025-10-10'), { releaseId: 'w1' });
  await store.close();
}

describe('another process', { timeout: 30_000 }, () => {
  it('killed in the middle of staging leaves the old release whole and the way free', async () => {
    await publishOne();
    const { word, child } = await start('stage', path);
    expect(word).toBe('mid');
    await killed(child);
    const store = await openSqliteStore(path, { busyTimeoutMs: 100 });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['w1']);
    expect((await store.companies()).fields.rowCount).toBe(300);
    expect(await store.check()).toEqual([]);
    await store.publish(bigWeek(300, '2025-10-17'), { releaseId: 'w2' });
    expect((await store.currentRelease())?.id).toBe('w2');
    await store.close();
  });

  it('that is writing lets readers read, and a second writer waits or is told to come back', async () => {
    await publishOne();
    const { child } = await start('stage', path);
    const store = await openSqliteStore(path, { busyTimeoutMs: 50 });
    expect((await store.companies()).fields.rowCount).toBe(300);
    await expect(store.stage(bigWeek(3, '2025-10-17'), { releaseId: 'w2' })).rejects.toMatchObject({
      code: 'BUSY',
      retryable: true,
    });
    await killed(child);
    expect(await store.stage(bigWeek(3, '2025-10-17'), { releaseId: 'w2' })).toBe(true);
    await store.close();
  });

  it('may publish at the same time, into a file that neither has made yet', async () => {
    const words = await Promise.all([
      start('publish', path, 'a', '2025-10-10'),
      start('publish', path, 'b', '2025-10-17'),
      start('publish', path, 'a', '2025-10-10'),
    ]);
    expect(words.map(({ word }) => word)).toEqual(['ok', 'ok', 'ok']);
    const store = await openSqliteStore(path);
    expect((await store.releases()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await store.check()).toEqual([]);
    await store.close();
  });
});

describe('a file that cannot be used', { timeout: 30_000 }, () => {
  it('is no database', async () => {
    writeFileSync(path, 'Ticker,Corp\n'.repeat(1000));
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' });
  });

  it('is a database of something else, and stays as it is', async () => {
    const other = new Database(path);
    other.exec('CREATE TABLE companies (name TEXT)');
    other.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' });
  });

  it('was written by a later version', async () => {
    await publishOne();
    const later = new Database(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({ code: 'NEWER_FORMAT' });
  });

  it('is cut off, or damaged in the middle', async () => {
    await publishOne();
    const middle = openSync(path, 'r+');
    writeSync(middle, Buffer.alloc(8192, 0xa5), 0, 8192, 8192 * 12);
    const store = await openSqliteStore(path);
    expect(await store.check().catch((error: { code: string }) => [error.code])).not.toEqual([]);
    await store.close();
    truncateSync(path, 30_000);
    const use = async () => {
      const cut = await openSqliteStore(path);
      await cut.companies().finally(() => cut.close());
    };
    await expect(use()).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('is in no folder, or is one', async () => {
    await expect(openSqliteStore(join(folder, 'none/stock.db'))).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
    });
    await expect(openSqliteStore(folder)).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
  });

  it('may not be written, or its folder may not', async () => {
    await publishOne();
    chmodSync(folder, 0o755);
    chmodSync(path, 0o444);
    expect((await start('open', path)).word).toBe('READ_ONLY');
    chmodSync(path, 0o666);
    chmodSync(folder, 0o555);
    expect((await start('open', path)).word).toBe('READ_ONLY');
    expect((await start('open', join(folder, 'new.db'))).word).toBe('READ_ONLY');
    chmodSync(folder, 0o755);
  });
});

it('a full disk fails the week and leaves the old one whole', async () => {
  await publishOne();
  const db = await connect(path, 1000);
  ensureTables(db, path);
  db.exec('PRAGMA max_page_count = 60');
  const store = new SqliteStore(path, db);
  await expect(store.stage(bigWeek(3000, '2025-10-17'), { releaseId: 'w2' })).rejects.toMatchObject({
    code: 'FULL',
  });
  expect((await store.releases()).map(({ id }) => id)).toEqual(['w1']);
  expect((await store.companies()).fields.rowCount).toBe(300);
  await store.close();
});

it('closing leaves one whole file, and later calls are told', async () => {
  await publishOne();
  const store = await openSqliteStore(path);
  await store.close();
  await store.close();
  await expect(store.releases()).rejects.toMatchObject({ code: 'CLOSED' });
  expect(readdirSync(folder)).toEqual(['stock.db']);
  // Byte 18 of an SQLite file: 1 means that it can be read without a log.
  expect(readFileSync(path)[18]).toBe(1);
});

it('reading changes no byte of the file', async () => {
  await publishOne();
  const before = readFileSync(path);
  const store = await openSqliteStore(path);
  expect((await store.companies()).fields.rowCount).toBe(300);
  expect(await store.check()).toEqual([]);
  await store.close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

it('says what to install when the engine is missing', async () => {
  vi.resetModules();
  vi.doMock('libsql', () => {
    throw new Error("Cannot find package 'libsql'");
  });
  const fresh = await import('./index');
  await expect(fresh.openSqliteStore(path)).rejects.toMatchObject({
    code: 'MISSING_PEER',
    message: expect.stringContaining('npm install libsql'),
  });
  vi.doUnmock('libsql');
});
