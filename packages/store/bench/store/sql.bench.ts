import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@stock-analyzer/store';
import { openSqliteStore } from '@stock-analyzer/store/sqlite';
import { openSqljsStore } from '@stock-analyzer/store/sqljs';
import { benchRows, benchWeek } from './data';

// What the adapters over SQLite take to answer in SQL: no snapshot is loaded. One week, 39 fields.

const line = (name: string, value: number, unit = 'ms') =>
  console.log(`store.${name} ${value.toPrecision(3)} ${unit}`);

async function once(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  line(name, performance.now() - start);
}

async function median(
  name: string,
  rounds: number,
  work: (round: number) => Promise<unknown>,
): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  line(`${name}.p50_ms`, times.sort((a, b) => a - b)[rounds >> 1]!);
}

async function measure(name: string, companies: number, open: () => Promise<Store>): Promise<void> {
  const rounds = companies > 50_000 ? 15 : 60;
  const rows = benchRows(companies);
  const tickers = rows.map(({ Ticker }) => String(Ticker));
  const store = await open();
  await once(`${name}.publish_ms`, () => store.publish(benchWeek(rows)));
  await once(`${name}.first_search_ms`, () => store.search(tickers[7]!));
  await median(`${name}.search`, rounds, (round) => store.search(tickers[round * 13]!.slice(0, 3)));
  await median(`${name}.get`, rounds, (round) => store.get(tickers[round * 17]!));
  await median(`${name}.page`, rounds, (round) =>
    store.query({
      filter: { 'ROE (Fwd)': { $gt: 10 + round / 10 }, 'PER (Oct-25)': { $lt: 30 } },
      sort: { field: '(USD mn)', order: 'desc' },
      limit: 50,
    }),
  );
  await median(`${name}.narrow`, rounds, (round) =>
    store.query({
      filter: { 'ROE (Fwd)': { $gt: 10 + round / 10 }, exchange: 'NASDAQ' },
      sort: { field: 'PER (Oct-25)' },
      limit: 50,
    }),
  );
  await median(`${name}.sort`, rounds, () =>
    store.query({ sort: { field: 'ROE (Fwd)', order: 'desc' }, limit: 50 }),
  );
  await median(`${name}.plain_page`, rounds, (round) => store.query({ page: round + 1, limit: 50 }));
  await median(`${name}.contains`, rounds, () =>
    store.query({ filter: { corpName: { $contains: 'corp' } }, limit: 50 }),
  );
  await median(`${name}.group`, rounds, () => store.aggregate({ fields: ['ROE (Fwd)'], by: 'industry' }));
  await store.close();
}

const folder = mkdtempSync(join(tmpdir(), 'store-bench-'));
for (const [size, companies] of [
  ['', 12_500],
  ['large.', 125_000],
] as const) {
  await measure(`${size}sqlite`, companies, () => openSqliteStore(join(folder, `${companies}.db`)));
  await measure(`${size}sqljs`, companies, () =>
    openSqljsStore({ persist: { file: join(folder, `${companies}-js.db`) } }),
  );
}
rmSync(folder, { recursive: true });
