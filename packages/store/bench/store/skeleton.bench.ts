import DataSkeleton, { type DataRow, type SkeletonQuery } from '@stock-analyzer/store/data-skeleton';
import { figure } from '@stock-analyzer/tools/bench';
import { OldSkeleton } from '../../src/testing/old-skeleton';
import { benchRows } from './data';
import { takeTurns } from './turns';

// DataSkeleton against the algorithm of the class that it stands in for, at 12,500 companies × 39 fields: old ÷ new of
// the medians. Each round asks another question of the same kind; contenders take turns, and their answers are compared.

const COMPANIES = 12_500;
const ROUNDS = 60;
const EXCHANGES = ['NYSE', 'NASDAQ', 'KOSPI'];
const INDUSTRIES = ['반도체', '은행', '자동차', '소프트웨어'];

const rows: DataRow[] = JSON.parse(JSON.stringify(benchRows(COMPANIES)));
const old = new OldSkeleton();
const skeleton = new DataSkeleton();
old.store(rows);
await skeleton.store(rows);

const exchange = (round: number) => EXCHANGES[round % EXCHANGES.length]!;
const sort = { field: 'PER (Oct-25)', order: 'desc' } as const;
const filter = (round: number) => ({ exchange: exchange(round), 'ROE (Fwd)': { $gt: round % 30 } });

/** By name: a question, another each round. */
const questions: Record<string, (round: number) => SkeletonQuery> = {
  equal: (round) => ({ filter: { exchange: exchange(round) } }),
  greater: (round) => ({ filter: { 'ROE (Fwd)': { $gt: round % 30 } } }),
  between: (round) => ({ filter: { 'PER (Oct-25)': { $gte: round % 10, $lt: 30 } } }),
  among: (round) => ({ filter: { industry: { $in: INDUSTRIES.slice(round % 3) } } }),
  several: (round) => ({ filter: { ...filter(round), 'PER (Oct-25)': { $lt: 20 } } }),
  page: (round) => ({ filter: { exchange: exchange(round) }, limit: 50, offset: 50 * (round % 8) }),
  sort_number: (round) => ({ sort, limit: 50, offset: 50 * round }),
  sort_text: (round) => ({ sort: { field: 'corpName', order: 'asc' }, limit: 50, offset: 50 * round }),
  sort_all: () => ({ sort }),
  filter_sort_page: (round) => ({ filter: filter(round), sort, limit: 50 }),
};

function ratio(contenders: Record<'old' | 'new', (round: number) => unknown>, rounds = ROUNDS): number {
  if (JSON.stringify(contenders.old(1)) !== JSON.stringify(contenders.new(1)))
    throw new Error('Other answers');
  const times = takeTurns(rounds, contenders);
  return times.old.p50 / times.new.p50;
}

const ask = (question: (round: number) => SkeletonQuery) => ({
  old: (round: number) => old.query(question(round)),
  new: (round: number) => skeleton.query(question(round)),
});

// Nothing is answered from the cache of answers.
old.cacheEnabled = false;
skeleton.setCacheEnabled(false);
const uncached = Object.entries(questions).map(([name, question]) => {
  const times = ratio(ask(question));
  figure(`store.skeleton.uncached.${name}_ratio`, times, 'x');
  return times;
});
figure('store.skeleton.old_ratio', Math.min(...uncached), 'x');
// Here a copy, or an object for each row, is all there is to do.
figure('store.skeleton.uncached.everything_ratio', ratio(ask(() => ({}))), 'x');
figure(
  'store.skeleton.uncached.projection_ratio',
  ratio(ask(() => ({ projection: ['Ticker', 'PER (Oct-25)'] }))),
  'x',
);

// The first question to rows that have just come, the time to take them included.
for (const name of ['equal', 'greater', 'several', 'sort_number', 'sort_text', 'filter_sort_page']) {
  const question = questions[name]!;
  const first = {
    old: (round: number) => {
      old.store(rows);
      return old.query(question(round));
    },
    new: (round: number) => {
      void skeleton.store(rows);
      return skeleton.query(question(round));
    },
  };
  figure(`store.skeleton.first.${name}_ratio`, ratio(first, 20), 'x');
}

// What was asked before, a thousand times a round; the options are made anew each time, as pages do.
old.cacheEnabled = true;
skeleton.setCacheEnabled(true);
for (const [name, question] of Object.entries({
  page: () => ({ filter: filter(7), sort, limit: 50, offset: 0 }),
  small_page: () => ({ filter: { exchange: 'KOSPI' }, limit: 10 }),
  list: () => ({ filter: { exchange: 'KOSPI' } }),
  everything: () => ({}),
})) {
  const repeat = (store: { query(options: SkeletonQuery): DataRow[] }) => () => {
    let count = 0;
    for (let hit = 0; hit < 1000; hit++) count += store.query(question()).length;
    return count;
  };
  figure(`store.skeleton.hit.${name}_ratio`, ratio({ old: repeat(old), new: repeat(skeleton) }, 20), 'x');
}

const clean = {
  old: () => old.clean(rows),
  new: () => rows.filter((row) => skeleton.hasValidData(row)).map((row) => skeleton.cleanRow(row)),
};
figure('store.skeleton.clean_ratio', ratio(clean, 8), 'x');
