import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReleaseEvent, Store } from '../contract';
import { releaseIdOf } from '../dataset/release-id';
import { expectSameAnswers } from '../testing/same-answers';
import { bigWeek } from '../testing/sample-week';
import { openSqljsStore, type SqljsPlace } from './index';

const locateFile = (file: string) => new URL(`../../node_modules/sql.js/dist/${file}`, import.meta.url).href;

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

let places = 0;
async function open(persist?: SqljsPlace) {
  const store = await openSqljsStore({ locateFile, ...(persist ? { persist } : {}) });
  opened.push(store);
  return store;
}
const ids = async (store: Store) => (await store.releases()).map(({ id }) => id);
const week = (asOf: string) => bigWeek(50, asOf);

it('gives the answers of the engine in memory', { timeout: 60_000 }, async () => {
  await expectSameAnswers(() => openSqljsStore({ locateFile }), 20);
});

it('says that a browser has no such files', async () => {
  await expect(openSqljsStore({ persist: { file: 'stock.db' }, locateFile })).rejects.toMatchObject({
    code: 'CANNOT_OPEN',
  });
});

describe.each<[string, () => SqljsPlace]>([
  ['IndexedDB', () => ({ indexedDb: `stocks-${Date.now()}-${places++}` })],
  ['the private file system', () => ({ opfs: `folder/stocks-${Date.now()}-${places++}.db` })],
])('in %s', (_, newPlace) => {
  it('what was published is there when the store is opened again', async () => {
    const place = newPlace();
    const store = await open(place);
    expect(store.capabilities).toMatchObject({ persistent: true, announces: 'tabs' });
    await store.publish(week('2025-10-03'), { releaseId: 'w1' });
    await store.publish(week('2025-10-10'), { releaseId: 'w2' });
    await store.close();
    const again = await open(place);
    expect(await ids(again)).toEqual(['w1', 'w2']);
    expect(releaseIdOf(await again.companies())).toBe(releaseIdOf(week('2025-10-10')));
  });

  it('two stores see each other’s releases, neither loses the other’s, and each hears of them', async () => {
    const place = newPlace();
    const [a, b] = [await open(place), await open(place)];
    const heard: ReleaseEvent[] = [];
    b.subscribe((event) => heard.push(event));
    await b.currentRelease();
    await a.publish(week('2025-10-03'), { releaseId: 'w1' });
    await vi.waitFor(() => expect(heard).toMatchObject([{ release: { id: 'w1' } }]));
    await Promise.all([
      a.publish(week('2025-10-10'), { releaseId: 'w2' }),
      b.publish(week('2025-10-17'), { releaseId: 'w3', asHistory: true }),
      a.stage(week('2025-10-24'), { releaseId: 'w4' }),
      b.stage(week('2025-10-31'), { releaseId: 'w5' }),
    ]);
    for (const store of [a, b, await open(place)])
      expect(await ids(store)).toEqual(['w1', 'w2', 'w3', 'w4', 'w5']);
  });

  it('without locks a writer that was overtaken takes up the other’s content first', async () => {
    const place = newPlace();
    const [a, b] = [await open(place), await open(place)];
    await a.publish(week('2025-10-03'), { releaseId: 'w1' });
    const locks = vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never);
    try {
      await a.stage(week('2025-10-10'), { releaseId: 'w2' });
      await b.stage(week('2025-10-17'), { releaseId: 'w3' });
      if ('indexedDb' in place) {
        await Promise.all([
          a.stage(week('2025-10-24'), { releaseId: 'w4' }),
          b.stage(week('2025-10-31'), { releaseId: 'w5' }),
        ]);
      }
    } finally {
      locks.mockRestore();
    }
    const expected = 'indexedDb' in place ? ['w1', 'w2', 'w3', 'w4', 'w5'] : ['w1', 'w2', 'w3'];
    expect(await ids(await open(place))).toEqual(expected);
  });

  it('a writer waits for another only so long', async () => {
    const place = newPlace();
    const store = await openSqljsStore({ locateFile, persist: place, busyTimeoutMs: 50 });
    opened.push(store);
    const name = `stock-analyzer ${'indexedDb' in place ? `IndexedDB ${place.indexedDb}` : `OPFS ${(place as { opfs: string }).opfs}`}`;
    await navigator.locks.request(name, async () => {
      await expect(store.stage(week('2025-10-03'))).rejects.toMatchObject({ code: 'BUSY', retryable: true });
    });
    expect(await store.stage(week('2025-10-03'))).toBe(true);
  });
});

it('a database of something else is refused', async () => {
  const name = `other-${Date.now()}`;
  await new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('companies');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result.close());
  });
  await expect(open({ indexedDb: name })).rejects.toMatchObject({ code: 'NOT_A_STORE' });
});

it('a database that the browser takes away is a new one at the next question', async () => {
  const place = { indexedDb: `stocks-${Date.now()}-${places++}` };
  const store = await open(place);
  await store.publish(week('2025-10-03'), { releaseId: 'w1' });
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(place.indexedDb).onsuccess = resolve;
  });
  expect(await ids(store)).toEqual([]);
  expect(await store.publish(week('2025-10-10'), { releaseId: 'w2' })).toBe(true);
  expect(await ids(store)).toEqual(['w2']);
});
