import type { CellValue, Row } from '@stock-analyzer/schema';
import type { QueryResult } from '@stock-analyzer/store';
import { openMemoryStore } from '@stock-analyzer/store/memory';
import { figure } from '@stock-analyzer/tools/bench';
import MiniSearch from 'minisearch';
import { benchRows, benchWeek } from './data';
import { searchQuestions } from './search-questions';
import { indexedDatabase } from './sqljs-peer';
import { type Times, takeTurns } from './turns';

// The questions of a table page to a loaded snapshot, beside row objects with Array.filter and Array.sort, sql.js with
// indexes on what is asked for, and minisearch. Contenders take turns in one process, and their answers are compared.
// Each round asks another question of the same kind. The store's orders and indexes are made in the warm-up, as
// those of sql.js and minisearch are. Names without a number are of 12,500 companies × 39 fields.

const PAGE = 50;
const EXCHANGES = ['NYSE', 'NASDAQ', 'KOSPI'];

for (const [companies, native, suffix] of [
  [12_500, 0, ''],
  [12_500, 11, '_50_fields'],
  [125_000, 0, '_125000'],
] as const) {
  if (process.argv.includes('--main') && suffix) continue;
  const rows = benchRows(companies, native);
  const store = openMemoryStore();
  await store.publish(benchWeek(rows, native));
  const snapshot = await store.snapshot();
  const rounds = companies > 12_500 ? 20 : 200;
  const database = await indexedDatabase(rows);
  const floor = (round: number) => round % 30;
  const exchange = (round: number) => EXCHANGES[round % EXCHANGES.length]!;

  // A screen that a third of the companies pass, and one that few do.
  const screen = {
    store: (round: number) =>
      answerOf(
        snapshot.query({
          filter: { 'ROE (Fwd)': { $gt: floor(round) / 2 }, 'PER (Oct-25)': { $lt: 25 } },
          sort: { field: '(USD mn)', order: 'desc' },
          limit: PAGE,
        }),
      ),
    plain: (round: number) =>
      pageOf(
        rows.filter((row) => above(row['ROE (Fwd)'], floor(round) / 2) && above(25, row['PER (Oct-25)'])),
        bySize,
      ),
    sqljs: (round: number) => database.screen(floor(round) / 2, 25, PAGE),
  };
  compare('page', screen, (answer) => [answer.total, answer.found.map((row) => row.Ticker)]);
  tell('page', suffix, takeTurns(rounds, screen));

  const narrow = {
    store: (round: number) =>
      answerOf(
        snapshot.query({
          filter: { 'ROE (Fwd)': { $gt: floor(round) }, exchange: exchange(round) },
          sort: { field: 'PER (Oct-25)', order: 'asc' },
          limit: PAGE,
        }),
      ),
    plain: (round: number) =>
      pageOf(
        rows.filter((row) => above(row['ROE (Fwd)'], floor(round)) && row.exchange === exchange(round)),
        byPer,
      ),
    sqljs: (round: number) => database.narrow(floor(round), exchange(round), PAGE),
  };
  compare('narrow_page', narrow, (answer) => [answer.total, answer.found.map((row) => row.Ticker)]);
  tell('narrow_page', suffix, takeTurns(rounds, narrow));

  const sort = {
    store: () => snapshot.query({ sort: { field: 'PER (Oct-25)', order: 'asc' }, limit: PAGE }).rows,
    plain: () => [...rows].sort(byPer).slice(0, PAGE),
  };
  compare('sort', sort, (answer) => answer.map((row) => row.Ticker));
  tell('sort', suffix, takeTurns(rounds, sort));

  const group = {
    store: () =>
      snapshot
        .aggregate({ by: 'industry', fields: ['ROE (Fwd)'] })
        .groups.map(({ group: key, fields }): [string, number] => [
          String(key),
          fields['ROE (Fwd)']!.median!,
        ]),
    plain: () => plainMedians(rows),
  };
  compare('group', group, (answer) => Object.fromEntries(answer));
  tell('group', suffix, takeTurns(rounds, group));

  const questions = searchQuestions(rows).map(({ text }) => text);
  const minisearch = new MiniSearch<Row>({ idField: 'Ticker', fields: ['Ticker', 'corpName', 'industry'] });
  minisearch.addAll(rows);
  const one = (word: string) => (word.length > 3 ? 1 : false);
  const search = {
    store: (round: number) => snapshot.search(questions[round % questions.length]!),
    minisearch: (round: number) =>
      minisearch
        .search(questions[round % questions.length]!, {
          prefix: true,
          fuzzy: one,
          combineWith: 'AND',
          boost: { Ticker: 3, corpName: 2 },
        })
        .slice(0, 20),
  };
  // Questions differ in cost, so all are asked, and what is compared is the time of all of them.
  const each = questions.map((_, index) =>
    takeTurns(9, {
      store: () => search.store(index),
      minisearch: () => search.minisearch(index),
    }),
  );
  const total = (name: 'store' | 'minisearch') => each.reduce((sum, times) => sum + times[name].p50, 0);
  const medians = each.map(({ store: { p50 } }) => p50).sort((a, b) => a - b);
  figure(`store.search.p50_ms${suffix}`, medians[medians.length >> 1]!, 'ms');
  figure(`store.search.p99_ms${suffix}`, medians[Math.ceil(medians.length * 0.99) - 1]!, 'ms');
  figure(`store.search.mean_ms${suffix}`, total('store') / questions.length, 'ms');
  figure(`store.search.minisearch_mean_ms${suffix}`, total('minisearch') / questions.length, 'ms');
  figure(`store.search.minisearch_ratio${suffix}`, total('minisearch') / total('store'), 'x');
  const found = questions.filter((_, index) => search.store(index).length > 0).length;
  figure(`store.search.answered${suffix}`, found / questions.length, 'share');
  database.close();
  await store.close();
}

function answerOf({ rows, total }: QueryResult) {
  return { found: rows, total };
}

function pageOf(fitting: Row[], order: (a: Row, b: Row) => number) {
  fitting.sort(order);
  return { found: fitting.slice(0, PAGE), total: fitting.length };
}

function above(value: unknown, bound: unknown): boolean {
  return typeof value === 'number' && typeof bound === 'number' && value > bound;
}

function byPer(a: Row, b: Row): number {
  return compareValues(a['PER (Oct-25)'], b['PER (Oct-25)'], 1) || compareTickers(a, b);
}

function bySize(a: Row, b: Row): number {
  return compareValues(a['(USD mn)'], b['(USD mn)'], -1) || compareTickers(a, b);
}

function compareValues(a: CellValue | undefined, b: CellValue | undefined, sign: 1 | -1): number {
  if (typeof a !== 'number' || typeof b !== 'number')
    return Number(typeof a !== 'number') - Number(typeof b !== 'number');
  return sign * (a - b);
}

function compareTickers(a: Row, b: Row): number {
  return String(a.Ticker) < String(b.Ticker) ? -1 : 1;
}

function plainMedians(rows: readonly Row[]): [string, number][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const value = row['ROE (Fwd)'];
    if (typeof value !== 'number') continue;
    const key = String(row.industry);
    const values = groups.get(key);
    if (values) values.push(value);
    else groups.set(key, [value]);
  }
  return [...groups].map(([key, values]) => {
    values.sort((a, b) => a - b);
    const middle = values.length >> 1;
    return [key, values.length % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2];
  });
}

function compare<Answer>(
  name: string,
  contenders: Readonly<Record<string, (round: number) => Answer>>,
  essence: (answer: Answer) => unknown,
): void {
  for (const round of [0, 1, 2, 17]) {
    const answers = Object.values(contenders).map((ask) => JSON.stringify(sorted(essence(ask(round)))));
    if (new Set(answers).size !== 1) throw new Error(`${name}: the answers differ: ${answers.join('\n')}`);
  }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tell(name: string, suffix: string, times: Readonly<Record<string, Times>>): void {
  const { store, ...peers } = times;
  figure(`store.${name}.p50_ms${suffix}`, store!.p50, 'ms');
  figure(`store.${name}.p99_ms${suffix}`, store!.p99, 'ms');
  for (const [peer, { p50, p99 }] of Object.entries(peers)) {
    figure(`store.${name}.${peer}_ratio${suffix}`, p50 / store!.p50, 'x');
    figure(`store.${name}.${peer}_p50_ms${suffix}`, p50, 'ms');
    figure(`store.${name}.${peer}_p99_ms${suffix}`, p99, 'ms');
  }
}
