import type { Row } from '@stock-analyzer/schema';
import type { Store } from '../../contract';
import { scenariosOf } from '../harness';
import { firstWeek, provided, secondWeek, weekOf } from '../sample';

const needs = { persistent: true, writes: true } as const;
const one = (roe: number, asOf: string) =>
  weekOf([{ Ticker: 'A', corpName: 'A', 'ROE (Fwd)': roe }], [], { asOf });

/** Enough companies for a write that takes a while. */
const largeWeek = (asOf: string, companies: number, roe: number) =>
  weekOf(
    Array.from(
      { length: companies },
      (_, at): Row => ({
        Ticker: `T${at}.KS`,
        corpName: `회사 ${at}`,
        'ROE (Fwd)': roe,
        'PER (Oct-25)': at / 7,
      }),
    ),
    [],
    { asOf },
  );

/** One week a day, whose number is its only value. */
async function publishDays(store: Store, companies: number): Promise<void> {
  for (let day = 2; day <= 9; day++) {
    const asOf = `2025-10-0${day}`;
    await store.publish(largeWeek(asOf, companies, day), { releaseId: asOf });
  }
}

/** Two at once, and writes that do not come to their end. */
export const faultScenarios = scenariosOf('fault', {
  'two-writers': {
    title: 'takes weeks from two stores of one place, and each sees what the other wrote',
    needs: { persistent: true, writes: true, history: true },
    async run({ store, open, check }) {
      const other = await open();
      await store.publish(one(1, '2025-10-03'), { releaseId: 'a' });
      check.equal((await other.get('A'))?.fields['ROE (Fwd)'], 1, 'what the other reads');
      await other.publish(one(2, '2025-10-10'), { releaseId: 'b' });
      check.equal((await store.get('A'))?.fields['ROE (Fwd)'], 2, 'what the first reads');
      check.equal(
        await store.publish(one(2, '2025-10-10'), { releaseId: 'b' }),
        false,
        'the same week again',
      );
      await check.fails(
        'OLDER_WEEK',
        () => store.publish(one(3, '2025-10-05'), { releaseId: 'c' }),
        'a week older than the one that the other published',
      );
      await check.fails(
        'RELEASE_CONFLICT',
        () => store.stage(one(4, '2025-10-17'), { releaseId: 'b' }),
        'an id that the other took',
      );
      const ids = async (of: typeof store) => (await of.releases()).map(({ id }) => id);
      check.equal(await ids(store), ['a', 'b'], 'the list of the first');
      check.equal(await ids(other), ['a', 'b'], 'the list of the other');
    },
  },

  'two-at-once': {
    title: 'loses nothing when two stores publish at once',
    needs: { persistent: true, writes: true, history: true },
    async run({ store, open, check }) {
      const other = await open();
      const dates = ['2025-10-03', '2025-10-10', '2025-10-17', '2025-10-24'];
      await Promise.all(
        dates.map((asOf, at) =>
          (at % 2 === 0 ? store : other).publish(one(at, asOf), { releaseId: asOf, allowOlder: true }),
        ),
      );
      const releases = await (await open()).releases();
      check.equal(
        releases.map(({ id }) => id),
        dates,
        'snapshots',
      );
      check.ok(
        releases.every(({ releasedAt }) => releasedAt !== null),
        'all are released',
      );
      check.equal(releases.filter(({ current }) => current).length, 1, 'current releases');
      const history = await store.history('A');
      check.equal(
        history.map(({ fields }) => fields['ROE (Fwd)']),
        [0, 1, 2, 3],
        'the history',
      );
    },
  },

  'same-week-at-once': {
    title: 'keeps one snapshot when two stores publish the same week at once',
    needs,
    async run({ store, open, check }) {
      const other = await open();
      const results = await Promise.all([
        store.publish(one(1, '2025-10-03')),
        other.publish(one(1, '2025-10-03')),
      ]);
      check.ok(results.includes(true), 'one of them tells that it wrote');
      check.equal((await store.releases()).length, 1, 'snapshots');
      check.equal((await other.currentRelease())?.current, true, 'the release of the other');
    },
  },

  'edits-at-once': {
    title: 'loses no edit when two stores edit at once',
    needs,
    async run({ store, open, check }) {
      const other = await open();
      await store.publish(weekOf([{ Ticker: 'A', corpName: 'A' }]), { releaseId: 'w' });
      await Promise.all([
        store.upsert([{ Ticker: 'A', 'ROE (Fwd)': 1 }]),
        other.upsert([{ Ticker: 'A', 'PER (Oct-25)': 2 }]),
        store.upsert([{ Ticker: 'B', corpName: 'B' }]),
        other.upsert([{ Ticker: 'C', corpName: 'C' }]),
      ]);
      const { rows } = await (await open()).query({ projection: ['Ticker', 'ROE (Fwd)', 'PER (Oct-25)'] });
      check.equal(
        rows,
        [
          { Ticker: 'A', 'ROE (Fwd)': 1, 'PER (Oct-25)': 2 },
          { Ticker: 'B', 'ROE (Fwd)': null, 'PER (Oct-25)': null },
          { Ticker: 'C', 'ROE (Fwd)': null, 'PER (Oct-25)': null },
        ],
        'the companies',
      );
      const staged = (await store.releases()).filter(({ releasedAt }) => releasedAt === null);
      check.equal(staged, [], 'what was left staged');
    },
  },

  'reading-while-writing': {
    title: 'reads whole weeks while others are published, never a mix, and finds what is in the list',
    needs,
    async run({ store, open, check, capabilities }) {
      const reader = await open();
      const size = 200;
      await store.publish(largeWeek('2025-10-01', size, 1), { releaseId: '2025-10-01' });
      let done = false;
      const writing = publishDays(store, size).finally(() => {
        done = true;
      });
      // What fails below is told first.
      writing.catch(() => undefined);
      try {
        do {
          const { rows, snapshot } = await reader.query({ projection: ['ROE (Fwd)'] });
          const values = [...new Set(rows.map((row) => row['ROE (Fwd)']))];
          check.equal(values, [Number(snapshot.asOf.slice(-2))], `values of ${snapshot.id}`);
          check.equal(rows.length, size, `rows of ${snapshot.id}`);
          const newest = capabilities.history ? (await reader.releases()).slice(-1) : [];
          for (const { id, companies } of newest) {
            const { total } = await reader.query({ releaseId: id, limit: 0 });
            check.equal(total, companies, `companies of ${id}, which is in the list`);
          }
          await new Promise((resolve) => setTimeout(resolve, 0));
        } while (!done);
      } finally {
        await writing.catch(() => undefined);
      }
      await writing;
      check.equal((await reader.query({ limit: 0 })).snapshot.id, '2025-10-09', 'what is read afterwards');
    },
  },

  'closed-in-the-middle': {
    title: 'is whole when it was closed in the middle of a write',
    needs,
    async run({ open, check, publish }) {
      await publish(firstWeek);
      const other = await open();
      const writing = other.publish(largeWeek('2025-10-10', 400, 10), { releaseId: 'b' }).then(
        () => 'written',
        (error: { code?: string }) => error.code,
      );
      await other.close();
      const outcome = await writing;
      check.ok(outcome === 'written' || outcome === 'CLOSED', `the write ends: ${outcome}`);
      const again = await open();
      const { snapshot, total } = await again.query();
      const whole = snapshot.id === 'b' ? total === 400 : snapshot.id === 'week-1' && total === 12;
      check.ok(whole, `the current week is whole: ${snapshot.id} with ${total} companies`);
      await again.publish(largeWeek('2025-10-10', 400, 10), { releaseId: 'b' });
      check.equal((await again.query({ limit: 0 })).total, 400, 'companies after publishing again');
    },
  },

  'cut-off': {
    title: 'has the old week or the new one whole when a writer was killed, and goes on',
    needs: { persistent: true, writes: true, history: true, interrupt: true },
    async run({ store, open, check, publish, interrupt }) {
      await publish(firstWeek);
      const large = provided('cut', largeWeek('2025-10-10', 5000, 10));
      await interrupt(large);
      const again = await open();
      const { snapshot, total } = await again.query({ limit: 0 });
      const whole = snapshot.id === 'cut' ? total === 5000 : snapshot.id === 'week-1' && total === 12;
      check.ok(whole, `the current week is whole: ${snapshot.id} with ${total} companies`);
      check.equal(
        (await again.get('NVDA', { releaseId: 'week-1' }))?.fields['ROE (Fwd)'],
        79.43,
        'a value of the old week',
      );
      const { dataset, ...options } = large;
      await again.publish(dataset, options);
      const after = await again.query({ filter: { 'ROE (Fwd)': 10 }, limit: 0 });
      check.equal([after.snapshot.id, after.total], ['cut', 5000], 'the week after publishing it again');
      check.equal((await store.query({ limit: 0 })).snapshot.id, 'cut', 'what the first store reads');
    },
  },

  'many-stores': {
    title: 'is opened many times over, and answers in each',
    needs: { persistent: true },
    async run({ open, check, publish }) {
      await publish(secondWeek);
      const stores = await Promise.all(Array.from({ length: 6 }, () => open()));
      const totals = await Promise.all(stores.map(async (each) => (await each.query({ limit: 0 })).total));
      check.equal(totals, Array(6).fill(12), 'companies in each');
    },
  },
});
