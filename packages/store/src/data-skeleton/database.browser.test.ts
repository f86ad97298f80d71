import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openIdbStore } from '../idb/index';
import { FirstVersionDb } from '../testing/first-version-db';
import { sampleWeek } from '../testing/sample-week';
import DataSkeleton from './index';

const NAME = 'StockAnalyzerDB';
const rows = [
  { Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'NASDAQ', 'ROE (Fwd)': 0.7943, '45933': 4.2 },
  { Ticker: 'XOM', corpName: 'Exxon Mobil', exchange: 'NYSE', 'ROE (Fwd)': null, '45933': 7 },
];

beforeEach(async () => {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
});

describe("the browser's database", () => {
  it('keeps the rows of a page for its next visit', async () => {
    const page = new DataSkeleton();
    await page.initIndexedDB();
    expect(await page.loadFromDB()).toEqual([]);
    await page.saveToDB(rows);
    await page.saveToDB(rows.slice(0, 1));
    await page.saveToDB(rows);
    const next = new DataSkeleton();
    await next.store(await next.loadFromDB());
    expect(next.query()).toEqual(rows);

    // Of what pages saved only the last is kept, and others read it as any week.
    const store = await openIdbStore();
    expect(await store.releases()).toMatchObject([{ current: true, companies: 2 }]);
    expect((await store.query({ filter: { 'ROE (Fwd)': { $gt: 0.5 } } })).rows).toMatchObject([
      { Ticker: 'NVDA' },
    ]);
    await store.close();
  });

  it('takes over what the page before this had saved', async () => {
    const old = new FirstVersionDb(NAME);
    await old.initIndexedDB();
    await old.saveToDB(rows);
    old.close();
    const page = new DataSkeleton();
    expect(await page.loadFromDB()).toEqual(rows);
    await page.saveToDB(rows.slice(0, 1));
    expect(await page.loadFromDB()).toEqual(rows.slice(0, 1));
  });

  it('is shared with a store, whose weeks a page leaves alone', async () => {
    const store = await openIdbStore();
    await store.publish(sampleWeek([{ Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 }]));
    const page = new DataSkeleton({ store });
    await page.ready;
    expect(page.query()).toEqual([{ Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 }]);

    const other = new DataSkeleton();
    expect(await other.loadFromDB()).toEqual(page.query());
    await other.saveToDB(rows);
    await vi.waitFor(() => expect(page.count()).toBe(2));
    expect((await store.companies({ asOf: '2025-10-10' })).fields.rowCount).toBe(1);
    expect((await store.releases()).length).toBe(2);
    await store.close();
  });

  it('says so when it cannot be used', async () => {
    const page = new DataSkeleton();
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(NAME, 99);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    newer.close();
    await expect(page.initIndexedDB()).rejects.toMatchObject({ code: 'NEWER_FORMAT' });
    await new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(NAME).onsuccess = () => resolve();
    });
    await page.initIndexedDB();
  });
});

it('makes the page an instance of its own, without a database', async () => {
  const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
  expect(window.dataSkeleton).toBeInstanceOf(DataSkeleton);
  await window.dataSkeleton.replaceWeeklyData(rows);
  expect(window.dataSkeleton.count()).toBe(2);
  expect(await databases()).not.toContain(NAME);
});
