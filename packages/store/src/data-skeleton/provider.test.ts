import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataProvider, type ProviderConfig } from './provider';

const rows = [
  { Ticker: 'XOM', PER: 15.1, exchange: 'NYSE' },
  { Ticker: 'NVDA', PER: 31.2, exchange: 'NASDAQ' },
  { Ticker: 'AFMD', PER: null, exchange: 'NASDAQ' },
];

let server: Server;
let baseUrl: string;
/** Answers in turn, the last for ever: a status or a body. */
let answers: (number | string)[];
let asked: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
});

function provider(config: ProviderConfig = {}): DataProvider {
  return new DataProvider({ baseUrl, retryDelay: 1, ...config });
}

describe('the rows', () => {
  it.each([
    ['a bare array', rows],
    ['companies beside metadata', { metadata: { version: '2.0' }, companies: rows }],
    ['data beside metadata', { metadata: {}, data: rows }],
    ['data beside metadata and a schema', { data: rows, metadata: {}, schema: { fields: [] } }],
    ['companies within data', { metadata: {}, data: { companies: rows } }],
    ['the integrated file, main as an array', { metadata: {}, data: { main: rows } }],
    [
      'the integrated file, main by sheets',
      { metadata: {}, data: { main: { M_Company: [{ Ticker: 'OTHER' }], A_Company: rows }, technical: {} } },
    ],
    ['sheets with envelopes of their own', { data: { main: { M_Company: { metadata: {}, data: rows } } } }],
  ])('come out of %s', async (_, content) => {
    answers = [JSON.stringify(content)];
    expect(await provider().loadData('companies')).toEqual(rows);
    expect(asked).toEqual(['/data/enhanced_summary_data_clean.json']);
  });

  it.each([
    ['nothing', 'null', 'no list of rows'],
    ['a report', '{"metadata":{},"summary":{}}', 'no list of rows'],
    ['no list of objects', '{"companies":[1,2]}', 'no list of rows'],
    ['rows of something else', '[{"symbol":"NVDA"}]', 'Ticker'],
    ['half a file', '[{"Ticker":', 'not whole'],
  ])('are missed in %s', async (_, content, message) => {
    answers = [content];
    const failed = provider({ retryAttempts: 1 }).loadData('companies');
    await expect(failed).rejects.toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining(message),
    });
  });

  it('are only looked for where rows are wanted', async () => {
    answers = ['{"indicators":[],"data":[1]}'];
    expect(await provider().loadData('economic-indicators')).toEqual({ indicators: [], data: [1] });
    expect(asked).toEqual(['/data/economic_indicators.json']);
  });
});

describe('a file', () => {
  it('is asked for three times, then given up', async () => {
    answers = [500, 503, JSON.stringify(rows)];
    expect(await provider().loadData('companies')).toEqual(rows);
    expect(asked).toHaveLength(3);
    answers = [404];
    await expect(provider().loadData('toString')).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      retryable: true,
      message: expect.stringMatching(/HTTP 404.*\/data\/toString\.json/),
    });
    expect(asked).toHaveLength(6);
  });

  it('is kept for five minutes, and asked for once by all who want it', async () => {
    answers = [JSON.stringify(rows)];
    const shared = provider();
    const [first, second] = await Promise.all([shared.loadData('companies'), shared.loadData('companies')]);
    expect(second).toBe(first);
    expect(asked).toHaveLength(1);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 299_000);
    await shared.loadData('companies');
    expect(asked).toHaveLength(1);
    vi.mocked(Date.now).mockReturnValue(Date.now() + 2000);
    expect(shared.getCacheStats()).toMatchObject({ size: 1, entries: [{ key: 'companies', expired: true }] });
    await shared.loadData('companies');
    expect(asked).toHaveLength(2);
    vi.restoreAllMocks();
    await shared.loadData('companies', { forceRefresh: true });
    await shared.loadData('companies');
    expect(asked).toHaveLength(3);
    shared.clearCache('companies');
    expect(shared.getCacheStats().size).toBe(0);
  });

  it('is told of on the bus, and fetched when the bus asks', async () => {
    answers = [JSON.stringify(rows)];
    const listeners = new Map<string, (detail: object) => unknown>();
    const emit = vi.fn();
    const told = provider();
    told.initialize({ emit, on: (event, listener) => listeners.set(event, listener) });
    await listeners.get('data:refresh')!({ dataType: 'companies' });
    expect(emit).toHaveBeenLastCalledWith('data:loaded', { dataType: 'companies', recordCount: 3 });
    listeners.get('data:invalidate')!({ dataType: 'companies' });
    expect(emit).toHaveBeenLastCalledWith('data:cache:invalidated', { dataType: 'companies' });
    answers = [404];
    await listeners.get('data:refresh')!({ dataType: 'companies' });
    expect(emit).toHaveBeenLastCalledWith('data:error', {
      dataType: 'companies',
      error: expect.stringContaining('HTTP 404'),
    });
    told.destroy();
    expect(told.cache.size).toBe(0);
  });
});

describe('a question', () => {
  it('filters, sorts and pages', async () => {
    answers = [JSON.stringify({ metadata: {}, companies: rows })];
    const query = {
      filters: { exchange: 'NASDAQ', PER: null },
      sort: { field: 'PER', order: 'desc' },
      limit: 1,
    };
    expect(await provider().query('companies', query)).toEqual({
      data: [rows[2]],
      total: 3,
      filtered: 2,
      query,
    });
    const sorted = await provider().query('companies', { sort: ['exchange', { field: 'PER' }] });
    expect(sorted.data.map(({ Ticker }) => Ticker)).toEqual(['NVDA', 'AFMD', 'XOM']);
    expect((await provider().query('companies', { filters: { PER: { $gt: 1, $lt: 20 } } })).data).toEqual([
      rows[0],
    ]);
    expect((await provider().query('companies', { offset: 2 })).data).toEqual([rows[2]]);
  });

  it('is refused where there are no rows, and with a pattern that is none', async () => {
    answers = ['{"indicators":{}}'];
    await expect(provider().query('economic-indicators')).rejects.toThrow('not queryable');
    answers = [JSON.stringify(rows)];
    const filters = { Ticker: { $regex: '[' } };
    await expect(provider().query('companies', { filters })).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });
});
