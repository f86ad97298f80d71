import { describe, expect, it, vi } from 'vitest';
import type { Store } from '../contract';
import { openMemoryStore } from '../memory/index';
import { sampleWeek } from '../testing/sample-week';
import { DataSkeleton, type SkeletonEvent } from './index';

const names = [
  { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
  { Ticker: 'XOM', corpName: 'Exxon Mobil', 'ROE (Fwd)': null },
  { Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 },
];

async function published(): Promise<Store> {
  const store = openMemoryStore();
  await store.publish(sampleWeek(names, [{ W: 0.1 }, { W: 0.2 }, {}]));
  return store;
}

describe('over a store', () => {
  it('loads the current week, and follows the next ones', async () => {
    const store = await published();
    const skeleton = new DataSkeleton({ store });
    const heard: SkeletonEvent[] = [];
    skeleton.subscribe((event) => heard.push(event), { events: ['data:updated', 'data:change'] });
    expect(() => skeleton.query()).toThrow(expect.objectContaining({ code: 'NOT_LOADED' }));
    expect(() => skeleton.countWhere({})).toThrow(expect.objectContaining({ code: 'NOT_LOADED' }));
    await skeleton.ready;
    expect(skeleton.query({ filter: { Ticker: 'NVDA' } })).toEqual([
      { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43, W: 0.1 },
    ]);
    expect(skeleton.query({ sort: { field: 'ROE (Fwd)', order: 'desc' } })[0]?.Ticker).toBe('XOM');
    expect(skeleton.getStats()).toMatchObject({ recordCount: 3, fieldCount: 4 });
    expect(heard.map(({ type, data }) => [type, data?.length])).toEqual([
      ['data:updated', 3],
      ['data:change', 3],
    ]);

    await store.publish(sampleWeek(names.slice(1), [], { asOf: '2025-10-17' }));
    await vi.waitFor(() => expect(heard).toHaveLength(4));
    expect(skeleton.count()).toBe(2);
    expect(skeleton.query({ filter: { Ticker: 'NVDA' } })).toEqual([]);
  });

  it('asks the store itself where the rows may be far, in its language and order', async () => {
    const skeleton = new DataSkeleton({ store: await published() });
    const found = await skeleton.queryAsync({
      filter: { $or: [{ Ticker: 'XOM' }, { 'ROE (Fwd)': { $gt: 100 } }] },
      sort: { field: 'ROE (Fwd)', order: 'desc' },
      projection: ['Ticker'],
    });
    expect(found).toEqual([{ Ticker: 'AAPL' }, { Ticker: 'XOM' }]);
    expect(await skeleton.queryAsync({ limit: 1, offset: 1, projection: ['Ticker'] })).toEqual([
      { Ticker: 'NVDA' },
    ]);
    expect(await skeleton.queryAsync()).toHaveLength(3);
    await expect(skeleton.queryAsync({ filter: { Tickr: 'XOM' } })).rejects.toMatchObject({
      code: 'UNKNOWN_FIELD',
    });
    const alone = new DataSkeleton();
    await alone.store(names);
    expect(await alone.queryAsync({ filter: { corpName: { $regex: '^e' } } })).toEqual([names[1]]);
  });

  it('is empty before the first week, and keeps what the page has by then', async () => {
    const store = openMemoryStore();
    const skeleton = new DataSkeleton({ store });
    await skeleton.ready;
    expect(skeleton.query()).toEqual([]);
    const busy = new DataSkeleton({ store: await published() });
    await busy.replaceWeeklyData([{ Ticker: 'OWN' }]);
    await busy.ready;
    expect(busy.query()).toEqual([{ Ticker: 'OWN' }]);
  });

  it('tells why it cannot be read, and nobody has to catch it', async () => {
    const store = await published();
    vi.spyOn(store, 'companies').mockRejectedValue(new Error('offline'));
    const skeleton = new DataSkeleton({ store });
    const heard = vi.fn();
    skeleton.subscribe(heard, { events: ['data:error'] });
    await expect(skeleton.ready).rejects.toThrow('offline');
    expect(heard).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ type: 'data:error', error: 'offline' }),
    );
    expect(() => skeleton.query()).toThrow(expect.objectContaining({ code: 'NOT_LOADED' }));
  });
});

describe('rows of a page', () => {
  const odd = [
    { Ticker: '005930.KS', corpName: '삼성전자', PER: '12.5', 'ROE (Fwd)': 0.0812, 45933: 4695, flag: true },
    { Ticker: 1398, corpName: 'ICBC', PER: 5.1, 'ROE (Fwd)': null, tags: ['a', 'b'], __proto__: null },
  ];

  it('are saved in the store and come back as they were', async () => {
    const warn = vi.fn();
    const store = await published();
    const skeleton = new DataSkeleton({ store, logger: { warn } });
    await skeleton.ready;
    const heard = vi.fn();
    skeleton.subscribe(heard, { events: ['data:updated'] });
    await skeleton.saveToDB([...odd, { Ticker: 'NVDA' }, { Ticker: 'NVDA' }, { corpName: 'nobody' }]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.any(String), ['NVDA', '']);
    const missing = { corpName: null, PER: null, 'ROE (Fwd)': null, 45933: null, flag: null, tags: null };
    expect(await skeleton.loadFromDB()).toEqual([
      { ...missing, ...odd[0] },
      { ...missing, ...odd[1], Ticker: '1398', tags: '["a","b"]' },
      { ...missing, Ticker: 'NVDA' },
    ]);
    // What the page saved it has already.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).not.toHaveBeenCalled();
    expect(skeleton.count()).toBe(3);
    expect(skeleton.query({ filter: { Ticker: 'XOM' } })).toHaveLength(1);

    const { id } = (await store.currentRelease())!;
    await skeleton.saveToDB([...odd, { Ticker: 'NVDA' }]);
    expect((await store.currentRelease())!.id).toBe(id);
    // The next real week takes their place, whatever its date.
    expect(await store.publish(sampleWeek(names))).toBe(true);
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  });

  it('can only be saved where there is a place for them', async () => {
    const skeleton = new DataSkeleton();
    await expect(skeleton.initIndexedDB()).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
    await expect(skeleton.saveToDB(odd)).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
    await expect(skeleton.loadFromDB()).rejects.toMatchObject({ code: 'CANNOT_OPEN' });
  });
});
