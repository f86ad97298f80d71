import DataSkeleton, { type DataRow, type SkeletonQuery } from '@stock-analyzer/store/data-skeleton';
import { figure, median } from '@stock-analyzer/tools/bench';
import { OldSkeleton } from '../src/testing/old-skeleton';

// DataSkeleton against the algorithm of the class that it stands in for, at 12,500 companies × 39 fields: how many
// times faster, by the median of runs that take turns.

const COMPANIES = 12_500;
const FIELDS = 39;
const EXCHANGES = ['NASDAQ', 'NYSE', 'Hongkong', 'Shanghai', 'Shenzhen', 'Tokyo', 'KOSPI', 'KOSDAQ'];

let state = 42;
function random(): number {
  state = (state * 1664525 + 1013904223) >>> 0;
  return state / 2 ** 32;
}

/** As JSON.parse gives them. */
function makeRows(): DataRow[] {
  const rows = Array.from({ length: COMPANIES }, (_, index) => {
    const row: DataRow = {
      Ticker: `T${index}`,
      corpName: `Company ${Math.floor(random() * 1e6)}`,
      exchange: EXCHANGES[Math.floor(random() * EXCHANGES.length)],
      industry: `Industry ${Math.floor(random() * 26)}`,
    };
    for (let field = 4; field < FIELDS; field++) {
      row[`Field ${field} (Fwd)`] = random() < 0.1 ? null : Math.round(random() * 1e6) / 1e3;
    }
    return row;
  });
  return JSON.parse(JSON.stringify(rows));
}

const rows = makeRows();
const old = new OldSkeleton();
const skeleton = new DataSkeleton();

/** Times both in turns and gives old ÷ new. */
function ratio(oldRun: () => unknown, newRun: () => unknown, runs = 61): number {
  const times: [number[], number[]] = [[], []];
  for (let run = -15; run < runs; run++) {
    for (const [at, work] of [oldRun, newRun].entries()) {
      const start = performance.now();
      work();
      if (run >= 0) times[at]!.push(performance.now() - start);
    }
  }
  const ms = times.map((each) => median(each));
  if (process.env.ABS) console.log(ms.map((x) => (x * 1000).toFixed(1)).join(' µs / '), 'µs');
  return ms[0]! / ms[1]!;
}

const numberField = 'Field 5 (Fwd)';
const questions: Record<string, SkeletonQuery> = {
  equal: { filter: { exchange: 'NASDAQ' } },
  greater: { filter: { [numberField]: { $gt: 900 } } },
  between: { filter: { [numberField]: { $gte: 200, $lt: 400 } } },
  among: { filter: { industry: { $in: ['Industry 3', 'Industry 7', 'Industry 12'] } } },
  several: { filter: { exchange: 'NASDAQ', [numberField]: { $gt: 500 }, 'Field 6 (Fwd)': { $lt: 400 } } },
  page: { filter: { exchange: 'NASDAQ' }, limit: 50, offset: 100 },
  sort_number: { sort: { field: 'Field 7 (Fwd)', order: 'desc' }, limit: 50 },
  sort_text: { sort: { field: 'corpName', order: 'asc' }, limit: 50 },
  sort_all: { sort: { field: 'Field 7 (Fwd)', order: 'asc' } },
  filter_sort_page: {
    filter: { exchange: 'NASDAQ', [numberField]: { $gt: 500 } },
    sort: { field: 'Field 7 (Fwd)', order: 'desc' },
    limit: 50,
    offset: 50,
  },
};

old.store(rows);
await skeleton.store(rows);
old.cacheEnabled = false;
skeleton.setCacheEnabled(false);
let least = Infinity;
for (const [name, question] of Object.entries(questions)) {
  const times = ratio(
    () => old.query(question),
    () => skeleton.query(question),
  );
  least = Math.min(least, times);
  figure(`store.skeleton.uncached.${name}_ratio`, times, 'x');
}
figure('store.skeleton.old_ratio', least, 'x');
figure(
  'store.skeleton.everything_ratio',
  ratio(
    () => old.query(),
    () => skeleton.query(),
  ),
  'x',
);
figure(
  'store.skeleton.projection_ratio',
  ratio(
    () => old.query({ projection: ['Ticker', numberField] }),
    () => skeleton.query({ projection: ['Ticker', numberField] }),
  ),
  'x',
);

// The first question after the rows came: nothing is kept yet.
for (const name of ['equal', 'greater', 'several', 'sort_number', 'sort_text', 'filter_sort_page']) {
  const question = questions[name]!;
  const times = ratio(
    () => {
      old.store(rows);
      old.query(question);
    },
    () => {
      void skeleton.store(rows);
      skeleton.query(question);
    },
    21,
  );
  figure(`store.skeleton.first.${name}_ratio`, times, 'x');
}

old.cacheEnabled = true;
skeleton.setCacheEnabled(true);
const HITS = 1000;
/** Asked anew each time, as a page does. */
const asked: Record<string, () => SkeletonQuery> = {
  page: () => ({
    filter: { exchange: 'NASDAQ', [numberField]: { $gt: 500 } },
    sort: { field: 'Field 7 (Fwd)', order: 'desc' },
    limit: 50,
    offset: 0,
  }),
  count: () => ({ filter: { exchange: 'NASDAQ' }, limit: 20 }),
  list: () => ({ filter: { exchange: 'NASDAQ' } }),
  everything: () => ({}),
};
for (const [name, ask] of Object.entries(asked)) {
  const repeat = (store: { query(question: SkeletonQuery): unknown }) => () => {
    for (let hit = 0; hit < HITS; hit++) store.query(ask());
  };
  figure(`store.skeleton.hit.${name}_ratio`, ratio(repeat(old), repeat(skeleton)), 'x');
}

figure(
  'store.skeleton.clean_ratio',
  ratio(
    () => old.clean(rows),
    () => rows.filter((row) => skeleton.hasValidData(row)).map((row) => skeleton.cleanRow(row)),
    11,
  ),
  'x',
);
