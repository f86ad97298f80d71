import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReleaseEvent, Store } from '../contract';
import { releaseIdOf } from '../dataset/release-id';
import { openSqliteStore } from '../sqlite/index';
import { bigWeek } from '../testing/sample-week';
import { openSqljsStore } from './node';

let folder: string;
let path: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqljs-'));
  path = join(folder, 'stock.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

const keep = <Kind extends Store>(store: Kind): Kind => {
  opened.push(store);
  return store;
};
const open = async () => keep(await openSqljsStore({ persist: { file: path } }));
const ids = async (store: Store) => (await store.releases()).map(({ id }) => id);
const week = (asOf: string) => bigWeek(50, asOf);

describe('a file', () => {
  it('keeps what was published, and nothing else lies beside it', async () => {
    const store = await open();
    await store.publish(week('2025-10-03'), { releaseId: 'w1' });
    await store.publish(week('2025-10-10'), { releaseId: 'w2' });
    await store.close();
    expect(readdirSync(folder)).toEqual(['stock.db']);
    const again = await open();
    expect(await ids(again)).toEqual(['w1', 'w2']);
    expect(releaseIdOf(await again.companies())).toBe(releaseIdOf(week('2025-10-10')));
    expect((await again.history('T7.KS')).map(({ releaseId }) => releaseId)).toEqual(['w1', 'w2']);
  });

  it('is not written by a reader, nor by a write that changes nothing', async () => {
    const store = await open();
    await store.publish(week('2025-10-03'), { releaseId: 'w1' });
    const before = statSync(path, { bigint: true });
    await store.query({ filter: { 'ROE (Fwd)': { $gt: 0 } } });
    expect(await store.publish(week('2025-10-03'), { releaseId: 'w1' })).toBe(false);
    expect(await store.discard('none')).toBe(false);
    const after = statSync(path, { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('of the SQLite store opens in sql.js, and the other way round', async () => {
    const native = await openSqliteStore(path);
    await native.publish(week('2025-10-03'), { releaseId: 'w1' });
    await native.close();
    const store = await open();
    expect(releaseIdOf(await store.companies())).toBe(releaseIdOf(week('2025-10-03')));
    await store.publish(week('2025-10-10'), { releaseId: 'w2' });
    await store.close();
    const back = keep(await openSqliteStore(path));
    expect(await ids(back)).toEqual(['w1', 'w2']);
    expect(releaseIdOf(await back.companies())).toBe(releaseIdOf(week('2025-10-10')));
    expect(await back.check()).toEqual([]);
  });

  it('that the SQLite store has open for writing is refused', async () => {
    const native = keep(await openSqliteStore(path));
    await native.publish(week('2025-10-03'), { releaseId: 'w1' });
    await expect(open()).rejects.toMatchObject({ code: 'BUSY', retryable: true });
  });

  it('can begin with the bytes of another, which it then keeps', async () => {
    const first = await open();
    await first.publish(week('2025-10-03'), { releaseId: 'w1' });
    const bytes = await first.export();
    const other = join(folder, 'other.db');
    await (await openSqljsStore({ persist: { file: other }, bytes })).close();
    const kept = keep(await openSqljsStore({ persist: { file: other } }));
    expect(await ids(kept)).toEqual(['w1']);
    expect(await ids(keep(await openSqljsStore({ bytes })))).toEqual(['w1']);
  });

  it.each([
    ['is no database', 'Ticker,Corp\n'.repeat(1000), 'NOT_A_STORE'],
    ['is cut off', undefined, 'CORRUPT'],
  ])('that %s is refused by its name', async (_, content, code) => {
    if (content === undefined) {
      const store = await open();
      await store.publish(week('2025-10-03'), { releaseId: 'w1' });
      await store.close();
    }
    writeFileSync(path, content ?? readFileSync(path).subarray(0, 30_000));
    const use = async () => (await open()).companies();
    await expect(use()).rejects.toMatchObject({ code, place: { file: path } });
  });

  it('in no folder, or that is one, is refused', async () => {
    const inNone = await openSqljsStore({ persist: { file: join(folder, 'none/stock.db') } });
    await expect(inNone.publish(week('2025-10-03'))).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
    await expect(openSqljsStore({ persist: { file: folder } })).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
    });
  });
});

describe('two stores of one file', () => {
  it('see each other’s releases, and neither loses the other’s', async () => {
    const [a, b] = [await open(), await open()];
    await a.publish(week('2025-10-03'), { releaseId: 'w1' });
    expect(await ids(b)).toEqual(['w1']);
    await Promise.all([
      a.publish(week('2025-10-10'), { releaseId: 'w2' }),
      b.publish(week('2025-10-17'), { releaseId: 'w3', asHistory: true }),
      a.stage(week('2025-10-24'), { releaseId: 'w4' }),
      b.stage(week('2025-10-31'), { releaseId: 'w5' }),
    ]);
    for (const store of [a, b, await open()])
      expect(await ids(store)).toEqual(['w1', 'w2', 'w3', 'w4', 'w5']);
  });

  it('hear of each other', async () => {
    const [a, b] = [await open(), await open()];
    const heard: ReleaseEvent[] = [];
    const end = b.subscribe((event) => heard.push(event));
    expect(b.capabilities.announces).toBe('processes');
    await b.currentRelease();
    await a.publish(week('2025-10-03'), { releaseId: 'w1' });
    await vi.waitFor(() => expect(heard).toMatchObject([{ release: { id: 'w1' }, previous: null }]), 5000);
    end();
  });

  it('keep each other out for the time to wait, and take over from the dead', async () => {
    const store = keep(await openSqljsStore({ persist: { file: path }, busyTimeoutMs: 50 }));
    writeFileSync(`${path}.lock`, String(process.pid));
    await expect(store.publish(week('2025-10-03'))).rejects.toMatchObject({ code: 'BUSY', retryable: true });
    writeFileSync(`${path}.lock`, '999999999');
    expect(await store.publish(week('2025-10-03'))).toBe(true);
  });
});

it('without a place the database lives as long as the store', async () => {
  const store = keep(await openSqljsStore());
  expect(store.capabilities).toMatchObject({ persistent: false, announces: 'nobody' });
  await store.publish(week('2025-10-03'));
  expect((await store.query({ limit: 3, sort: { field: 'ROE (Fwd)', order: 'desc' } })).total).toBe(50);
  await expect(openSqljsStore({ persist: { indexedDb: 'x' } })).rejects.toMatchObject({
    code: 'CANNOT_OPEN',
  });
});
