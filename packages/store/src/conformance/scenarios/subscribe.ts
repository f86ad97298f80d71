import type { ReleaseEvent } from '../../contract';
import { scenariosOf } from '../harness';
import { firstWeek, provided, secondWeek, weekOf } from '../sample';

/** Long enough for news that should not come. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
const needs = { writes: true } as const;

/** Hearing of releases. */
export const subscribeScenarios = scenariosOf('subscribe', {
  'own-releases': {
    title: 'tells its listeners of each release it makes, and of the one before',
    needs,
    async run({ store, check, patienceMs }) {
      const heard: ReleaseEvent[] = [];
      store.subscribe((event) => heard.push(event));
      await store.publish(firstWeek.dataset, { releaseId: 'week-1' });
      await check.soon(() => heard.length === 1, patienceMs, 'the first release is told');
      await store.publish(secondWeek.dataset, { releaseId: 'week-2' });
      await check.soon(() => heard.length === 2, patienceMs, 'the second release is told');
      check.equal(
        heard.map(({ release, previous }) => [release.id, previous, release.current]),
        [
          ['week-1', null, true],
          ['week-2', 'week-1', true],
        ],
        'what was told',
      );
    },
  },

  'nothing-new': {
    title: 'tells nothing where the current release stays',
    needs,
    async run({ store, check, publish }) {
      await publish(secondWeek);
      const heard: string[] = [];
      store.subscribe(({ release }) => heard.push(release.id));
      await store.publish(secondWeek.dataset, { releaseId: 'week-2' });
      await store.publish(firstWeek.dataset, { releaseId: 'week-1', asHistory: true });
      await store.stage(weekOf([], [], { asOf: '2025-10-17' }), { releaseId: 'week-3' });
      await store.discard('week-3');
      await store.upsert([]);
      await pause();
      check.equal(heard, [], 'what was told');
    },
  },

  edits: {
    title: 'tells of upserts and removals, which make releases too',
    needs,
    async run({ store, check, publish, patienceMs }) {
      await publish(firstWeek);
      const heard: ReleaseEvent[] = [];
      store.subscribe((event) => heard.push(event));
      const { release } = await store.upsert([{ Ticker: 'NVDA', 'ROE (Fwd)': 80 }]);
      await store.remove(['NEG']);
      await check.soon(() => heard.length === 2, patienceMs, 'both are told');
      check.equal(
        heard.map(({ previous }) => previous),
        ['week-1', release.id],
        'the releases before',
      );
    },
  },

  'many-and-none': {
    title: 'tells every listener once, and none that has gone',
    needs,
    async run({ store, check, patienceMs }) {
      const heard: string[] = [];
      const listener = ({ release }: ReleaseEvent) => heard.push(release.id);
      const endFirst = store.subscribe(listener);
      const endSecond = store.subscribe(listener);
      await store.publish(firstWeek.dataset, { releaseId: 'week-1' });
      await check.soon(() => heard.length >= 2, patienceMs, 'both are told');
      check.equal(heard, ['week-1', 'week-1'], 'what two listeners were told');
      endFirst();
      endFirst();
      await store.publish(secondWeek.dataset, { releaseId: 'week-2' });
      await check.soon(() => heard.length >= 3, patienceMs, 'the one left is told');
      endSecond();
      await store.publish(weekOf([], [], { asOf: '2025-10-17' }), { releaseId: 'week-3' });
      await pause();
      check.equal(heard, ['week-1', 'week-1', 'week-2'], 'what was told in all');
    },
  },

  'what-is-told-is-there': {
    title: 'answers from the release that it tells of',
    needs,
    async run({ store, check, patienceMs }) {
      const seen: string[] = [];
      store.subscribe(async ({ release }) => {
        const { snapshot } = await store.query({ limit: 0 });
        seen.push(`${release.id} ${snapshot.id}`);
      });
      await store.publish(firstWeek.dataset, { releaseId: 'week-1' });
      await check.soon(() => seen.length === 1, patienceMs, 'the listener has its answer');
      check.equal(seen, ['week-1 week-1'], 'the release told, and the one read');
    },
  },

  'releases-made-elsewhere': {
    title: 'tells of a release that another store made in the same place',
    needs: { announces: true },
    async run({ open, check, publish, patienceMs }) {
      await publish(firstWeek);
      const other = await open();
      const heard: ReleaseEvent[] = [];
      const end = other.subscribe((event) => heard.push(event));
      // So that the listener's store has seen what is there, as a page that shows it would.
      await other.query({ limit: 0 });
      await publish(secondWeek);
      await check.soon(() => heard.length > 0, patienceMs, 'the release is told in the other store');
      check.equal(
        heard.map(({ release, previous }) => [release.id, previous]),
        [['week-2', 'week-1']],
        'what was told',
      );
      check.equal((await other.query({ limit: 0 })).snapshot.id, 'week-2', 'what the other store reads');
      end();
      await publish(provided('week-3', weekOf([], [], { asOf: '2025-10-17' })));
      await pause();
      check.equal(heard.length, 1, 'events after the end');
    },
  },
});
