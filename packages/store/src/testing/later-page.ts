// A page with a store in memory, for later.chromium.test.ts.
import { openMemoryStore } from '../memory';
import { sampleWeek } from './sample-week';

const store = openMemoryStore();

const laterPage = {
  /** Publishes, pages and reads one company. */
  async start(): Promise<unknown> {
    await store.publish(sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]));
    const { total } = await store.query({ filter: { 'ROE (Fwd)': { $gt: 1 } }, limit: 1 });
    return [total, (await store.get('NVDA'))?.fields.corpName];
  },
  search: async (): Promise<unknown> =>
    store.search('nvida').then(
      (hits) => hits[0]?.ticker,
      (error) => [error.code, error.retryable],
    ),
  async ask(): Promise<unknown> {
    const { companies } = await store.upsert([{ Ticker: 'AAPL', corpName: 'Apple' }]);
    return [companies, (await store.aggregate({ fields: ['ROE (Fwd)'] })).groups[0]?.companies];
  },
};
export type LaterPage = typeof laterPage;
Object.assign(globalThis, { page: laterPage });
