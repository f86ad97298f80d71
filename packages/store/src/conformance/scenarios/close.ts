import { tableToRows } from '@stock-analyzer/schema';
import type { Store } from '../../contract';
import { scenariosOf } from '../harness';
import { firstWeek, sampleCompanies, sampleMarks, sampleNative, secondWeek } from '../sample';

const calls = (store: Store): Record<string, () => unknown> => ({
  currentRelease: () => store.currentRelease(),
  releases: () => store.releases(),
  companies: () => store.companies(),
  snapshot: () => store.snapshot(),
  get: () => store.get('NVDA'),
  history: () => store.history('NVDA'),
  query: () => store.query(),
  aggregate: () => store.aggregate({ fields: [] }),
  search: () => store.search('nvidia'),
  changes: () => store.changes(),
  subscribe: () => store.subscribe(() => {}),
  stage: () => store.stage(firstWeek.dataset),
  release: () => store.release('week-1'),
  publish: () => store.publish(firstWeek.dataset),
  discard: () => store.discard('week-1'),
  upsert: () => store.upsert([]),
  remove: () => store.remove([]),
});

/** The end of the use of a store, and what is there when it is opened again. */
export const closeScenarios = scenariosOf('close', {
  'every-call-fails': {
    title: 'fails every call after it was closed, and may be closed twice',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await store.query();
      await store.close();
      for (const [name, call] of Object.entries(calls(store))) await check.fails('CLOSED', call, name);
      await store.close();
      await check.fails('CLOSED', () => store.query(), 'a query after closing twice');
    },
  },

  'listeners-end': {
    title: 'tells its listeners nothing after it was closed',
    needs: { persistent: true },
    async run({ store, open, check, publish }) {
      const other = await open();
      let heard = 0;
      const end = other.subscribe(() => heard++);
      await other.close();
      await publish(firstWeek);
      await new Promise((resolve) => setTimeout(resolve, 30));
      check.equal(heard, 0, 'events after closing');
      end();
      check.equal((await store.currentRelease())?.id, 'week-1', 'the store beside it goes on');
    },
  },

  'kept-when-opened-again': {
    title: 'has all that was published when it is opened again',
    needs: { persistent: true },
    async run({ store, open, check, publish }) {
      await publish(firstWeek);
      const before = [await store.releases(), await store.query(), await store.get('NVDA')];
      await store.close();
      const again = await open();
      check.equal(
        [await again.releases(), await again.query(), await again.get('NVDA')],
        before,
        'the answers',
      );
      const dataset = await again.companies();
      check.equal(tableToRows(dataset.fields), sampleCompanies, 'canonical values');
      check.equal(tableToRows(dataset.native), sampleNative, 'native values');
      check.equal(dataset.marks, sampleMarks, 'marks');
    },
  },

  'goes-on-when-opened-again': {
    title: 'goes on where it was when it is opened again',
    needs: { persistent: true, writes: true, history: true },
    async run({ store, open, check, publish }) {
      await publish(firstWeek);
      await store.stage(secondWeek.dataset, { releaseId: 'week-2' });
      const { next } = await store.query({ limit: 5 });
      await store.close();
      const again = await open();
      check.equal((await again.query({ cursor: next! })).rows.length, 7, 'the rest of a walk');
      check.equal(
        await again.publish(firstWeek.dataset, { releaseId: 'week-1' }),
        false,
        'publishing the same again',
      );
      check.equal(await again.release('week-2'), true, 'releasing what was staged');
      check.equal((await again.query()).snapshot.id, 'week-2', 'what is read');
      await again.upsert([{ Ticker: 'NVDA', 'ROE (Fwd)': 81 }]);
      await again.close();
      const last = await open();
      check.equal((await last.get('NVDA'))?.fields['ROE (Fwd)'], 81, 'the edit');
      check.equal((await last.releases()).length, 3, 'snapshots');
      check.equal((await last.history('NVDA')).length, 2, 'weeks in the history');
    },
  },
});
