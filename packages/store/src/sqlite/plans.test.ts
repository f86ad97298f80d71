import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, type Connection } from '../sql/connection';
import { bigWeek } from '../testing/sample-week';
import { connect } from './connect';
import { SqliteStore } from './index';
import { ensureTables } from './schema';

let store: SqliteStore;
let db: Connection;
const asked: string[] = [];

beforeAll(async () => {
  db = await connect(':memory:', 1000);
  ensureTables(db, ':memory:');
  const recording: Connection = {
    exec: (sql) => db.exec(sql),
    prepare: (sql) => {
      if (sql.startsWith('SELECT')) asked.push(sql);
      return db.prepare(sql);
    },
    close: () => db.close(),
  };
  store = new SqliteStore(':memory:', recording);
  for (const asOf of ['2025-10-03', '2025-10-10', '2025-10-17']) await store.publish(bigWeek(40, asOf));
});
afterAll(() => store.close());

/** The steps of the engine over the tables that grow with every week. */
function steps(): string[] {
  return asked.splice(0).flatMap((sql) =>
    all(db, `EXPLAIN QUERY PLAN ${sql}`)
      .map((row) => String(row[3]))
      .filter((step) => /^(SCAN|SEARCH) (?!json_each|releases|r\b|snapshots|s\b)/.test(step)),
  );
}

const filter = {
  'ROE (Fwd)': { $gt: 10 },
  industry: { $contains: '반도' },
  Ticker: { $in: ['T1.KS', 'T2.KS'] },
};

it.each<[string, () => Promise<unknown>]>([
  ['a page', () => store.query({ limit: 5 })],
  ['a page of what fits, sorted', () => store.query({ filter, sort: { field: '(USD mn)' }, limit: 5 })],
  [
    'a page sorted by a text',
    () => store.query({ sort: { field: 'corpName', order: 'desc' }, page: 2, limit: 5 }),
  ],
  [
    'figures by group',
    () => store.aggregate({ fields: ['ROE (Fwd)', 'PER (Oct-25)'], by: 'industry', filter }),
  ],
  ['a search', () => store.search('회사', { filter })],
  ['one company', () => store.get('T7.KS')],
  ['one company through the weeks', () => store.history('T7.KS')],
])('%s never walks through other weeks', async (_, ask) => {
  asked.length = 0;
  await ask();
  const taken = steps();
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  for (const step of taken.filter((each) => !/\bcompanies\b/.test(each)))
    expect(step).toMatch(/\(snapshot_id=\?/);
});

it('a question that names no native field loads no snapshot', async () => {
  await store.query({ filter, sort: { field: 'ROE (Fwd)' }, limit: 3 });
  expect(asked.splice(0).filter((sql) => sql.includes('missing_causes'))).toEqual([]);
  await store.query({ filter: { Price: { $gt: 1 } }, limit: 3 });
  expect(asked.splice(0).filter((sql) => sql.includes('missing_causes'))).toHaveLength(1);
});
