import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SkeletonEvent } from './events';
import { DataSkeleton } from './index';
import type { DataRow, SkeletonQuery } from './language';

const week = (): DataRow[] => [
  { Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'NASDAQ', PER: 31.2 },
  { Ticker: 'XOM', corpName: 'Exxon Mobil', exchange: 'NYSE', PER: 15.1 },
  { Ticker: 'AFMD', corpName: 'Affimed', exchange: 'NASDAQ', PER: null },
  { Ticker: '005930.KS', corpName: '삼성전자', exchange: 'KOSPI', PER: 12 },
];

async function filled(rows = week(), options = {}): Promise<DataSkeleton> {
  const skeleton = new DataSkeleton(options);
  await skeleton.store(rows);
  return skeleton;
}

const tickers = (rows: readonly DataRow[]) => rows.map(({ Ticker }) => Ticker);

afterEach(() => vi.unstubAllGlobals());

describe('a week of rows', () => {
  it('comes in clean, and is announced under both names', async () => {
    const skeleton = new DataSkeleton();
    const events: SkeletonEvent[] = [];
    skeleton.subscribe((event) => events.push({ ...event, stats: { ...event.stats! } }), {
      events: ['data:updated', 'data:change', 'data:error'],
    });
    const result = await skeleton.replaceWeeklyData([
      { Ticker: 'NVDA0-0x2a0x2a', corpName: '  NVIDIA \t  Corp ', PER: 31.2, Analyst: '' },
      { Ticker: '', corpName: '0-0x2a0x2a', PER: 0, Analyst: null },
      { Ticker: 'XOM', corpName: 'Exxon', PER: 15.1, Analyst: '   ' },
    ]);
    expect(result).toMatchObject({ success: true, recordCount: 2, fieldCount: 4 });
    expect(result.success && result.stats).toBe(skeleton.stats);
    expect(skeleton.query()).toEqual([
      { Ticker: 'NVDA', corpName: 'NVIDIA Corp', PER: 31.2, Analyst: null },
      { Ticker: 'XOM', corpName: 'Exxon', PER: 15.1, Analyst: null },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['data:updated', 'data:change']);
    for (const { data, stats } of events) {
      expect(data).toHaveLength(2);
      expect(stats).toMatchObject({ recordCount: 2, fieldCount: 4 });
      expect(stats?.lastUpdate).toBeInstanceOf(Date);
    }
    expect(skeleton.getSchema()).toMatchObject({
      version: '1.0',
      recordCount: 2,
      fields: [
        { name: 'Ticker', type: 'string', nullable: false, unique: true },
        { name: 'corpName', type: 'string', nullable: false, unique: true },
        { name: 'PER', type: 'number', nullable: false, unique: true },
        { name: 'Analyst', type: 'mixed', nullable: true, unique: true },
      ],
    });
  });

  it.each([
    ['no array', 'text', 'CSV 데이터는 배열이어야 합니다'],
    ['null', null, 'CSV 데이터는 배열이어야 합니다'],
    ['no rows', [], '스키마 감지: 데이터가 비어있습니다'],
    ['only empty rows', [{ Ticker: '' }, null, {}], '스키마 감지: 데이터가 비어있습니다'],
  ])('that is none (%s) is told, and leaves all as it was', async (_, given, error) => {
    const skeleton = await filled();
    await skeleton.detectSchema(week());
    const { schema } = skeleton;
    const heard = vi.fn();
    skeleton.subscribe(heard, { events: ['data:error'] });
    expect(await skeleton.replaceWeeklyData(given as never)).toEqual({ success: false, error });
    expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ type: 'data:error', error }));
    expect(skeleton.count()).toBe(4);
    expect(skeleton.schema).toBe(schema);
  });

  it('is renamed and checked', async () => {
    const warn = vi.fn();
    const skeleton = new DataSkeleton({ logger: { warn } });
    skeleton.setFieldMappings({ corpName: 'name' });
    skeleton.addValidator('PER', (value, row) => (value as number) > 14 || row.Ticker === 'AFMD');
    expect(await skeleton.replaceWeeklyData(week())).toMatchObject({ success: true, recordCount: 3 });
    expect(skeleton.query({ projection: ['name'] })).toEqual([
      { name: 'NVIDIA' },
      { name: 'Exxon Mobil' },
      { name: 'Affimed' },
    ]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('PER'), 12, expect.anything());
  });

  it('has fields of any name, and changes no prototype', async () => {
    const rows = JSON.parse('[{"Ticker":"A","__proto__":{"polluted":1},"constructor":" x  y "}]');
    const skeleton = new DataSkeleton();
    skeleton.setFieldMappings({ Ticker: '__proto__' });
    await skeleton.replaceWeeklyData(rows);
    const [row] = skeleton.query({ projection: ['__proto__', 'constructor'] });
    expect(Object.keys(row!)).toEqual(['__proto__', 'constructor']);
    expect(row!.constructor).toBe('x y');
    expect('polluted' in {}).toBe(false);
    expect('polluted' in row!).toBe(false);
  });
});

describe('a question', () => {
  it('may use the operators that the old class lacked', async () => {
    const skeleton = await filled();
    const found = (filter: SkeletonQuery['filter']) => tickers(skeleton.query({ filter: filter! }));
    expect(found({ corpName: { $regex: '^(nv|ex)' } })).toEqual(['NVDA', 'XOM']);
    expect(found({ corpName: { $regex: '^nv', $flags: '' } })).toEqual([]);
    expect(found({ corpName: { $regex: /전자$/g } })).toEqual(['005930.KS']);
    expect(found({ PER: { $regex: '.' } })).toEqual([]);
    expect(found({ corpName: { $contains: 'ＭＯＢ' } })).toEqual(['XOM']);
    expect(found({ exchange: { $eq: 'NYSE' } })).toEqual(['XOM']);
    expect(found({ exchange: { $nin: ['NASDAQ', 'NYSE'] } })).toEqual(['005930.KS']);
    expect(found({ PER: { $eq: null } })).toEqual(['AFMD']);
    expect(found({ PER: { $nin: [12, 15.1] } })).toEqual(['NVDA', 'AFMD']);
  });

  it('with a pattern that is none finds nothing and says so, once', async () => {
    const error = vi.fn();
    const skeleton = await filled(week(), { logger: { error } });
    const heard = vi.fn();
    skeleton.subscribe(heard, { events: ['data:error'] });
    for (let again = 0; again < 3; again++) {
      expect(skeleton.query({ filter: { corpName: { $regex: '(' } }, limit: 10 + again })).toEqual([]);
    }
    expect(skeleton.matchesOperator('x', { $regex: '(' })).toBe(false);
    expect(heard).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ error: expect.stringContaining('$regex') }),
    );
    expect(error).toHaveBeenCalledTimes(1);
    expect(skeleton.countWhere({ corpName: { $regex: 'nv' } })).toBe(1);
  });

  it('puts rows without a value last ascending and first descending', async () => {
    const skeleton = await filled();
    const by = (order: 'asc' | 'desc') => tickers(skeleton.query({ sort: { field: 'PER', order } }));
    expect(by('asc')).toEqual(['005930.KS', 'XOM', 'NVDA', 'AFMD']);
    expect(by('desc')).toEqual(['AFMD', 'NVDA', 'XOM', '005930.KS']);
    expect(skeleton.compareValues(null, 1, 'desc')).toBe(-1);
    expect(skeleton.compareValues('B', 'a')).toBe(1);
  });

  it('gives pages and what there is to know of them', async () => {
    const skeleton = await filled();
    expect(tickers(skeleton.getPageData(2, 3))).toEqual(['005930.KS']);
    const filter = { exchange: 'NASDAQ' };
    expect(tickers(skeleton.getPageData(1, 1, filter, { field: 'PER', order: 'asc' }))).toEqual(['NVDA']);
    expect(skeleton.getPageInfo(1, 1, filter)).toEqual({
      currentPage: 1,
      pageSize: 1,
      totalPages: 2,
      totalItems: 2,
      hasNext: true,
      hasPrev: false,
    });
    expect(skeleton.getPageInfo()).toMatchObject({
      currentPage: 1,
      pageSize: 50,
      totalItems: 4,
      hasNext: false,
    });
  });
});

describe('the cache', () => {
  it('answers what was asked before, in whatever order the keys stand', async () => {
    const skeleton = await filled();
    skeleton.query({ filter: { exchange: 'NASDAQ', PER: { $gt: 1, $lt: 40 } }, limit: 5 });
    skeleton.query({ limit: 5, filter: { PER: { $lt: 40, $gt: 1 }, exchange: 'NASDAQ' } });
    skeleton.countWhere({ exchange: 'NASDAQ' });
    expect(skeleton.getStats()).toMatchObject({ cacheStats: { hits: 1, misses: 2 }, cacheHitRate: 1 / 3 });
    skeleton.setCacheEnabled(false);
    skeleton.query();
    skeleton.query();
    expect(skeleton.getStats().cacheStats).toEqual({ hits: 0, misses: 2 });
    expect(skeleton.processedData.size).toBe(0);
  });

  it('has no two questions under one key', () => {
    const skeleton = new DataSkeleton();
    const questions: SkeletonQuery[] = [
      {},
      { limit: 1 },
      { offset: 1 },
      { filter: { a: undefined } },
      { filter: { a: null } },
      { filter: { a: 'null' } },
      { filter: { a: Number.NaN } },
      { filter: { a: Number.POSITIVE_INFINITY } },
      { filter: { a: 1 } },
      { filter: { a: '1' } },
      { filter: { a: 1n } },
      { filter: { a: {} } },
      { filter: { a: new Date(0) } },
      { filter: { a: new Date(1) } },
      { filter: { a: { $gt: new Date(0) } } },
      { filter: { a: { $regex: /x/ } } },
      { filter: { a: { $regex: /x/i } } },
      { filter: { a: { $in: ['b', 'c'] } } },
      { filter: { a: { $in: ['b,c'] } } },
      { filter: { a: { $in: ['c', 'b'] } } },
      { filter: { a: 'x', b: 'y' } },
      { filter: { 'a"x': 'y' } },
      { sort: { field: 'a' } },
      { sort: { field: 'a', order: 'desc' } },
      { projection: ['a', 'b'] },
      { projection: ['b', 'a'] },
    ];
    const keys = questions.map((question) => skeleton.getCacheKey(question));
    expect(new Set(keys).size).toBe(questions.length);
    expect(skeleton.getCacheKey({ filter: { b: 2, a: 1 }, limit: null })).toBe(
      skeleton.getCacheKey({ filter: { a: 1, b: 2 } }),
    );
    const circle: DataRow = {};
    circle.circle = circle;
    for (const odd of [() => 1, Symbol('s'), new Map(), circle]) {
      const question = { filter: { a: odd } };
      expect(skeleton.getCacheKey(question)).not.toBe(skeleton.getCacheKey(question));
    }
  });

  it('keeps equal answers for equal questions, whatever they hold', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.dictionary(fc.string(), value), (left, right) => {
        const skeleton = new DataSkeleton();
        const sorted = (filter: object) =>
          JSON.stringify(filter, (_, each) => (isPlain(each) ? sortKeys(each) : each));
        const same = skeleton.getCacheKey({ filter: left }) === skeleton.getCacheKey({ filter: right });
        // JSON tells −0 from no 0.
        expect(same).toBe(sorted(left) === sorted(right));
        expect(skeleton.getCacheKey({ filter: left })).toBe(
          skeleton.getCacheKey({ filter: Object.fromEntries(Object.entries(left).reverse()) }),
        );
      }),
    );
  });

  it('is not touched by what a caller does with an answer', async () => {
    const skeleton = await filled();
    const question = { filter: { exchange: 'NASDAQ' } };
    for (let again = 0; again < 3; again++) {
      const rows = skeleton.query(question);
      expect(tickers(rows)).toEqual(['NVDA', 'AFMD']);
      rows.reverse().pop();
    }
    const mine = [{ Ticker: 'MINE' }];
    skeleton.saveToCache(skeleton.getCacheKey({ limit: 9 }), mine);
    mine.pop();
    expect(tickers(skeleton.query({ limit: 9 }))).toEqual(['MINE']);
  });

  it('holds no more than it may, and nothing of other rows', async () => {
    const skeleton = await filled();
    skeleton.maxCacheSize = 3;
    for (let limit = 1; limit < 9; limit++) skeleton.query({ limit });
    expect(skeleton.processedData.size).toBe(3);
    await skeleton.store([{ Ticker: 'NEW' }]);
    expect(skeleton.cacheStats).toEqual({ hits: 0, misses: 0 });
    expect(tickers(skeleton.query({ limit: 8 }))).toEqual(['NEW']);
  });
});

describe('the rows', () => {
  it('are the objects that were given', async () => {
    const rows = week();
    const skeleton = await filled(rows);
    expect(skeleton.query({ filter: { Ticker: 'XOM' } })[0]).toBe(rows[1]);
    expect([...skeleton.rawData.values()]).toEqual(rows);
    expect(skeleton.rawData.get(2)).toBe(rows[2]);
  });

  it('may be written through their Map, or exchanged with it', async () => {
    const skeleton = await filled();
    skeleton.setCacheEnabled(false);
    const count = () => skeleton.query({ filter: { exchange: 'NASDAQ' } }).length;
    expect([count(), count()]).toEqual([2, 2]);
    skeleton.rawData.set(4, { Ticker: 'AAPL', exchange: 'NASDAQ' });
    expect([count(), skeleton.count()]).toEqual([3, 5]);
    skeleton.rawData.delete(0);
    expect(count()).toBe(2);
    skeleton.rawData = new Map([[7, { Ticker: 'MSFT', exchange: 'NASDAQ' }]]);
    expect([count(), skeleton.count()]).toEqual([1, 1]);
    skeleton.rawData.clear();
    expect([count(), skeleton.count()]).toEqual([0, 0]);
    await skeleton.store(week());
    expect([count(), skeleton.rawData.size]).toEqual([2, 4]);
  });

  it('may be edited in place where there are few, or many at once', async () => {
    for (const count of [200, 1000]) {
      const some = Array.from(
        { length: count },
        (_, index): DataRow => ({ Ticker: `T${index}`, PER: index }),
      );
      const skeleton = await filled(some);
      const first = (limit: number) =>
        tickers(
          skeleton.query({ filter: { PER: { $gte: 0 } }, sort: { field: 'PER', order: 'desc' }, limit }),
        );
      for (const limit of [1, 2]) expect(first(limit)[0]).toBe(`T${count - 1}`);
      for (const row of some) row.PER = count - 1 - (row.PER as number);
      expect(first(3)).toEqual(['T0', 'T1', 'T2']);
      if (count === 200) {
        some[150]!.PER = 1e6;
        expect(first(4)[0]).toBe('T150');
      }
    }
  });

  it('that are none are left out and told', async () => {
    const warn = vi.fn();
    const skeleton = await filled([null, { Ticker: 'A' }, 'x', undefined] as never, { logger: { warn } });
    expect(skeleton.count()).toBe(1);
    expect(warn).toHaveBeenCalledOnce();
    expect(skeleton.query({ filter: { Ticker: 'A' } })).toEqual([{ Ticker: 'A' }]);
  });
});

describe('subscribers', () => {
  it('hear what they asked for until they leave, and fail for themselves alone', async () => {
    const error = vi.fn();
    const skeleton = new DataSkeleton({ logger: { error } });
    const heard: string[] = [];
    skeleton.subscribe(() => {
      throw new Error('broken');
    });
    skeleton.subscribe(() => Promise.reject(new Error('later')), {
      module: 'chart',
      events: ['data:updated'],
    });
    const leave = skeleton.subscribe(({ type }) => heard.push(type));
    skeleton.subscribe(
      async ({ type }) => {
        await Promise.resolve();
        heard.push(`late ${type}`);
      },
      { module: 'table' },
    );
    expect(skeleton.getStats()).toMatchObject({ subscriberCount: 4, moduleCount: 3 });
    expect((await skeleton.replaceWeeklyData(week())).success).toBe(true);
    expect(heard).toEqual(['data:change', 'late data:change']);
    expect(error).toHaveBeenCalledTimes(2);
    leave();
    await skeleton.notifyAll({ type: 'data:change', own: 1 });
    expect(heard).toEqual(['data:change', 'late data:change', 'late data:change']);
    expect(skeleton.moduleSubscribers.get('table')?.size).toBe(1);
  });

  it('may subscribe where the page has no secure context', () => {
    vi.stubGlobal('crypto', {});
    const skeleton = new DataSkeleton();
    skeleton.subscribe(() => undefined);
    skeleton.subscribe(() => undefined);
    expect(new Set([...skeleton.subscribers].map(({ id }) => id)).size).toBe(2);
  });
});

it('needs nothing, asks for nothing and says nothing when made', async () => {
  const touched = vi.fn();
  vi.stubGlobal('indexedDB', new Proxy({}, { get: touched }));
  const said = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const skeleton = new DataSkeleton();
  await skeleton.replaceWeeklyData(week());
  skeleton.query();
  expect(touched).not.toHaveBeenCalled();
  for (const spy of said) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
