import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer, newName, openRaw, openStore } from '../testing/idb-stores';
import { bigWeek, sampleWeek } from '../testing/sample-week';
import { openIdbStore, openPreferences } from './index';

const week = (asOf: string) => sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA' }], [], { asOf });

/** Runs something at the nth put of a snapshot's parts. */
function atPut(nth: number, act: (store: IDBObjectStore) => void): void {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    const request = key === undefined ? put.call(this, value) : put.call(this, value, key);
    if (this.name === 'snapshots' && ++puts === nth) act(this);
    return request;
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('opening', () => {
  it('a database of a later version says so', async () => {
    const name = newName();
    (await openRaw(name, 3)).close();
    await expect(openIdbStore({ name })).rejects.toMatchObject({ code: 'NEWER_FORMAT', retryable: false });
    await answer(indexedDB.deleteDatabase(name));
  });

  it.each([
    ['version 1 with other stores', 1, 'keyval', {}],
    ['version 1 with companies of another kind', 1, 'companies', { keyPath: 'id' }],
    ['version 2 with other stores', 2, 'keyval', {}],
  ])('a database of something else (%s) is refused and left as it is', async (_, version, store, options) => {
    const name = newName();
    (await openRaw(name, version, (db) => db.createObjectStore(store, options))).close();
    await expect(openIdbStore({ name })).rejects.toMatchObject({ code: 'NOT_A_STORE' });
    const db = await openRaw(name);
    expect([db.version, ...db.objectStoreNames]).toEqual([version, store]);
    db.close();
    await answer(indexedDB.deleteDatabase(name));
  });

  it('waits no longer than told while another tab holds an old version', async () => {
    const name = newName();
    const holder = await openRaw(name, 1, (db) => db.createObjectStore('companies', { keyPath: 'Ticker' }));
    const onBlocked = vi.fn();
    await expect(openIdbStore({ name, busyTimeoutMs: 100, onBlocked })).rejects.toMatchObject({
      code: 'BUSY',
      retryable: true,
    });
    expect(onBlocked).toHaveBeenCalledOnce();
    holder.close();
    const store = await openStore({ name });
    expect(await store.releases()).toEqual([]);
  });

  it('goes on as soon as the other tab lets go', async () => {
    const name = newName();
    const holder = await openRaw(name, 1, (db) => db.createObjectStore('companies', { keyPath: 'Ticker' }));
    const store = await openStore({ name, onBlocked: () => holder.close() });
    expect(await store.currentRelease()).toBeNull();
  });
});

describe('a write that fails', () => {
  it.each([
    ['its transaction is aborted', (store: IDBObjectStore) => store.transaction.abort()],
    [
      'the database is closed by force',
      (store: IDBObjectStore) => {
        store.transaction.abort();
        store.transaction.db.close();
        store.transaction.db.dispatchEvent(new Event('close'));
      },
    ],
  ])('settles when %s, leaves the old week whole, and can be repeated', async (_, act) => {
    const store = await openStore();
    await store.publish(week('2025-10-03'), { releaseId: 'old' });
    atPut(3, act);
    await expect(store.publish(bigWeek(50, '2025-10-10'))).rejects.toMatchObject({
      code: 'ENGINE',
      retryable: true,
    });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['old']);
    expect((await store.companies()).fields.rowCount).toBe(1);
    expect(await store.publish(bigWeek(50, '2025-10-10'))).toBe(true);
  });

  it('settles when the store is closed meanwhile, and leaves one week or the other', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-03'), { releaseId: 'old' });
    atPut(3, () => void store.close());
    await expect(store.publish(bigWeek(50, '2025-10-10'))).rejects.toMatchObject({ code: 'CLOSED' });
    const again = await openStore({ name: store.name });
    expect((await again.currentRelease())?.id).toBe('old');
    // What was staged is whole.
    for (const { id, companies } of await again.releases()) {
      expect((await again.companies({ releaseId: id })).fields.rowCount).toBe(companies);
    }
  });

  it('finishes when another tab deletes the database meanwhile; the next call is told', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-03'), { releaseId: 'old' });
    let deleted: Promise<unknown> | undefined;
    atPut(3, () => {
      deleted = answer(indexedDB.deleteDatabase(store.name));
    });
    const published = store.publish(bigWeek(50, '2025-10-10'));
    await expect(published).rejects.toMatchObject({ code: 'EVICTED', retryable: true });
    await deleted;
    expect(await store.publish(bigWeek(50, '2025-10-10'))).toBe(true);
    expect((await store.query()).total).toBe(50);
  });

  it('waits no longer than told for another writer', async () => {
    const store = await openStore({ busyTimeoutMs: 150 });
    const other = await openRaw(store.name);
    const transaction = other.transaction('state', 'readwrite');
    let holding = true;
    const hold = () => {
      if (holding) transaction.objectStore('state').get('x').onsuccess = hold;
    };
    hold();
    await expect(store.publish(week('2025-10-10'))).rejects.toMatchObject({ code: 'BUSY', retryable: true });
    holding = false;
    other.close();
    expect(await store.publish(week('2025-10-10'))).toBe(true);
  });

  it('of a value that cannot be stored says so', async () => {
    const preferences = await openPreferences({ name: newName() });
    await expect(preferences.set('x', 1n as never)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(preferences.set('x', (() => 1) as never)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    preferences.close();
  });
});

describe('a database that goes away', () => {
  it('is told once, and then there is an empty one', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-03'));
    await answer(indexedDB.deleteDatabase(store.name));
    await expect(store.query()).rejects.toMatchObject({ code: 'EVICTED' });
    await expect(store.query()).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE' });
    await store.publish(week('2025-10-03'));
    expect((await store.query()).total).toBe(1);
  });

  it('gives way to a later version, and says what to do', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-03'));
    (await openRaw(store.name, 3)).close();
    await expect(store.query()).rejects.toMatchObject({ code: 'NEWER_FORMAT' });
  });

  it('with a part of a snapshot missing is damaged', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-03'), { releaseId: 'a' });
    const db = await openRaw(store.name);
    const transaction = db.transaction('snapshots', 'readwrite');
    transaction.objectStore('snapshots').delete(['a', 1]);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    db.close();
    await expect(store.companies()).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});

it('a closed store says so', async () => {
  const store = await openStore();
  await store.close();
  await expect(store.query()).rejects.toMatchObject({ code: 'CLOSED' });
  await expect(store.publish(week('2025-10-03'))).rejects.toMatchObject({ code: 'CLOSED' });
});
