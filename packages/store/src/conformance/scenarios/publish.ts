import type { Dataset } from '@stock-analyzer/schema';
import { releaseIdOf } from '../../dataset/release-id';
import { scenariosOf } from '../harness';
import { firstWeek, secondWeek, weekOf } from '../sample';

const week = (asOf: string, roe = 1): Dataset =>
  weekOf([{ Ticker: 'A', corpName: 'A', 'ROE (Fwd)': roe }], [], { asOf });
const needs = { writes: true } as const;

/** Writing snapshots, showing them, and taking back what was not shown. */
export const publishScenarios = scenariosOf('publish', {
  'staged-is-not-shown': {
    title: 'shows a staged week to nobody before it is released',
    needs: { writes: true, history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek);
      check.equal(
        await store.stage(secondWeek.dataset, { releaseId: 'week-2' }),
        true,
        'what stage tells of a new week',
      );
      check.equal((await store.currentRelease())?.id, 'week-1', 'the current release');
      check.equal((await store.query()).snapshot.id, 'week-1', 'what a query reads');
      check.equal(
        (await store.query({ asOf: '2025-12-31' })).snapshot.id,
        'week-1',
        'the week of a late date',
      );
      check.equal((await store.history('NVDA')).length, 1, 'weeks in the history');
      const staged = (await store.releases()).find(({ id }) => id === 'week-2');
      check.equal([staged?.releasedAt, staged?.current], [null, false], 'the staged week in the list');
      check.equal(
        (await store.get('NVDA', { releaseId: 'week-2' }))?.fields['ROE (Fwd)'],
        80,
        'the staged week by its id',
      );
      check.equal(await store.release('week-2'), true, 'what release tells');
      check.equal((await store.query()).snapshot.id, 'week-2', 'what a query reads after the release');
    },
  },

  'twice-is-nothing': {
    title: 'does nothing the second time',
    needs,
    async run({ store, check }) {
      const dataset = week('2025-10-03');
      check.equal(await store.publish(dataset, { releaseId: 'w' }), true, 'publishing at first');
      const before = await store.releases();
      check.equal(await store.stage(dataset, { releaseId: 'w' }), false, 'staging again');
      check.equal(await store.release('w'), false, 'releasing again');
      check.equal(await store.publish(dataset, { releaseId: 'w' }), false, 'publishing again');
      check.equal(
        await store.publish(week('2025-10-03'), { releaseId: 'w' }),
        false,
        'publishing an equal dataset again',
      );
      check.equal(await store.releases(), before, 'the list');
    },
  },

  'id-of-the-content': {
    title: 'gives a week without an id the id of its content',
    needs,
    async run({ store, check }) {
      check.equal(await store.publish(week('2025-10-03')), true, 'publishing');
      check.equal(await store.publish(week('2025-10-03')), false, 'publishing an equal dataset');
      check.equal((await store.currentRelease())?.id, releaseIdOf(week('2025-10-03')), 'the id');
      check.equal(await store.publish(week('2025-10-03', 2)), true, 'publishing another dataset of the date');
      check.equal((await store.get('A'))?.fields['ROE (Fwd)'], 2, 'what is read then');
      const pair = (a: number | null, b: number | null) =>
        weekOf([
          { Ticker: 'A', corpName: 'A', 'ROE (Fwd)': a },
          { Ticker: 'B', corpName: 'B', 'ROE (Fwd)': b },
        ]);
      await store.publish(pair(0, null));
      check.equal(await store.publish(pair(null, 0)), true, 'publishing the same values of other companies');
      check.equal((await store.get('B'))?.fields['ROE (Fwd)'], 0, 'what is read of them');
    },
  },

  'id-is-taken': {
    title: 'refuses another dataset under a taken id, and keeps the first',
    needs,
    async run({ store, check }) {
      await store.publish(week('2025-10-03'), { releaseId: 'w' });
      for (const other of [
        week('2025-10-03', 2),
        week('2025-10-10'),
        weekOf([], [], { asOf: '2025-10-03' }),
      ]) {
        await check.fails(
          'RELEASE_CONFLICT',
          () => store.stage(other, { releaseId: 'w' }),
          'staging another',
        );
        await check.fails(
          'RELEASE_CONFLICT',
          () => store.publish(other, { releaseId: 'w' }),
          'publishing another',
        );
      }
      check.equal((await store.releases()).length, 1, 'snapshots');
      check.equal((await store.get('A'))?.fields['ROE (Fwd)'], 1, 'the value of the first');
    },
  },

  'half-done-is-finished': {
    title: 'finishes what an earlier run left staged',
    needs,
    async run({ store, check }) {
      await store.stage(week('2025-10-03'), { releaseId: 'w' });
      check.equal(await store.publish(week('2025-10-03'), { releaseId: 'w' }), true, 'publishing');
      check.equal((await store.currentRelease())?.id, 'w', 'the current release');
      check.equal((await store.releases()).length, 1, 'snapshots');
    },
  },

  'older-is-refused': {
    title: 'lets no older week replace a newer one unasked, and writes nothing of it',
    needs,
    async run({ store, check }) {
      await store.publish(week('2025-10-10'), { releaseId: 'new' });
      await check.fails(
        'OLDER_WEEK',
        () => store.publish(week('2025-10-03'), { releaseId: 'old' }),
        'publishing an older week',
        { message: /2025-10-03/ },
      );
      check.equal(
        (await store.releases()).map(({ id }) => id),
        ['new'],
        'snapshots',
      );
      await store.stage(week('2025-10-03'), { releaseId: 'old' });
      await check.fails('OLDER_WEEK', () => store.release('old'), 'releasing an older week');
      check.equal((await store.currentRelease())?.id, 'new', 'the current release');
    },
  },

  'older-as-history': {
    title: 'records an older week as history, once',
    needs: { writes: true, history: true },
    async run({ store, check }) {
      await store.publish(week('2025-10-10', 2), { releaseId: 'new' });
      const options = { releaseId: 'old', asHistory: true };
      check.equal(await store.publish(week('2025-10-03'), options), true, 'the first time');
      check.equal(await store.publish(week('2025-10-03'), options), false, 'the second time');
      check.equal((await store.currentRelease())?.id, 'new', 'the current release');
      const history = await store.history('A');
      check.equal(
        history.map(({ asOf, fields }) => [asOf, fields['ROE (Fwd)']]),
        [
          ['2025-10-03', 1],
          ['2025-10-10', 2],
        ],
        'the history',
      );
      check.equal((await store.get('A', { asOf: '2025-10-05' }))?.releaseId, 'old', 'the week of a date');
    },
  },

  'newer-as-history': {
    title: 'leaves the current release where it is when a newer week is recorded as history',
    needs: { writes: true, history: true },
    async run({ store, check }) {
      await store.publish(week('2025-10-03'), { releaseId: 'old' });
      await store.publish(week('2025-10-10', 2), { releaseId: 'new', asHistory: true });
      check.equal((await store.query()).snapshot.id, 'old', 'what a query reads');
      check.equal((await store.query({ asOf: '2025-10-10' })).snapshot.id, 'new', 'the week of its date');
      check.equal(await store.release('new'), true, 'releasing what was history');
      check.equal((await store.query()).snapshot.id, 'new', 'what a query reads then');
    },
  },

  'taken-back': {
    title: 'goes back to an older week on purpose',
    needs: { writes: true, history: true },
    async run({ store, check }) {
      await store.publish(week('2025-10-03'), { releaseId: 'good' });
      await store.publish(week('2025-10-10', 999), { releaseId: 'bad' });
      check.equal(await store.release('good', { allowOlder: true }), true, 'releasing the older');
      check.equal((await store.get('A'))?.fields['ROE (Fwd)'], 1, 'what is read');
      const current = (await store.releases()).filter((release) => release.current);
      check.equal(
        current.map(({ id }) => id),
        ['good'],
        'the one current release',
      );
      check.equal((await store.releases()).length, 2, 'snapshots kept');
      const releasedAt = (day: string) => ({ releasedAt: `2025-11-${day}T09:00:00.000Z` });
      await store.publish(week('2025-10-17', 3), { releaseId: 'first', ...releasedAt('01') });
      await store.publish(week('2025-10-17', 4), { releaseId: 'restated', ...releasedAt('02') });
      await store.release('first', releasedAt('03'));
      const id = async (choice: object) => (await store.query({ ...choice, limit: 0 })).snapshot.id;
      check.equal(await id({}), 'first', 'what is read of the week gone back to');
      check.equal(
        await id({ asOf: '2025-10-17', knownAt: '2025-11-01T12:00:00.000Z' }),
        'first',
        'what was known before the restatement',
      );
      check.equal(
        await id({ asOf: '2025-10-17', knownAt: '2025-11-02T12:00:00.000Z' }),
        'restated',
        'what was known of it',
      );
    },
  },

  'restated-beside-the-first': {
    title: 'keeps a restated week beside the first',
    needs: { writes: true, history: true },
    async run({ store, check }) {
      await store.publish(week('2025-10-03', 1), { releaseId: 'a' });
      await store.publish(week('2025-10-03', 2), { releaseId: 'b' });
      check.equal((await store.get('A'))?.fields['ROE (Fwd)'], 2, 'what is read');
      check.equal((await store.get('A', { releaseId: 'a' }))?.fields['ROE (Fwd)'], 1, 'the first by its id');
      check.equal(
        (await store.history('A')).map(({ releaseId }) => releaseId),
        ['b'],
        'the history, each date once',
      );
      check.equal(
        (await store.releases()).map(({ id }) => id),
        ['a', 'b'],
        'snapshots',
      );
      check.equal(await store.release('a'), true, 'going back to the first of the date');
      check.equal((await store.query({ asOf: '2025-10-03' })).snapshot.id, 'a', 'the week of the date');
    },
  },

  'only-if-current': {
    title: 'releases only if what the caller goes by is still current, where asked to',
    needs,
    async run({ store, check }) {
      await check.fails(
        'STALE_RELEASE',
        () => store.publish(week('2025-10-03'), { releaseId: 'a', ifCurrent: 'other' }),
        'publishing with a release in mind that is not there',
        { retryable: true },
      );
      check.equal(await store.releases(), [], 'snapshots after it');
      check.equal(
        await store.publish(week('2025-10-03'), { releaseId: 'a', ifCurrent: null }),
        true,
        'publishing the first',
      );
      await check.fails(
        'STALE_RELEASE',
        () => store.publish(week('2025-10-10'), { releaseId: 'b', ifCurrent: null }),
        'publishing as the first',
        { retryable: true },
      );
      check.equal(
        await store.publish(week('2025-10-10'), { releaseId: 'b', ifCurrent: 'a' }),
        true,
        'publishing after the one in mind',
      );
      check.equal((await store.currentRelease())?.id, 'b', 'the current release');
    },
  },

  'unknown-release': {
    title: 'refuses to release what was never staged',
    needs,
    async run({ store, check }) {
      await check.fails('UNKNOWN_RELEASE', () => store.release('nowhere'), 'releasing', {
        message: /nowhere/,
      });
      check.equal(await store.currentRelease(), null, 'the current release');
    },
  },

  discarded: {
    title: 'takes a staged week away without a trace, and its id can be used again',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const before = await store.releases();
      await store.stage(week('2025-10-10', 1), { releaseId: 'w' });
      check.equal((await store.get('A', { releaseId: 'w' }))?.fields['ROE (Fwd)'], 1, 'the staged value');
      check.equal(await store.discard('w'), true, 'discarding');
      check.equal(await store.releases(), before, 'the list');
      await check.fails('UNKNOWN_RELEASE', () => store.companies({ releaseId: 'w' }), 'reading it');
      check.equal(await store.discard('w'), false, 'discarding again');
      check.equal(
        await store.stage(week('2025-10-10', 2), { releaseId: 'w' }),
        true,
        'another of the same id',
      );
      check.equal((await store.get('A', { releaseId: 'w' }))?.fields['ROE (Fwd)'], 2, 'the other value');
    },
  },

  'released-stays': {
    title: 'never discards what was released',
    needs: { writes: true, history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      for (const id of ['week-1', 'week-2']) {
        await check.fails('ALREADY_RELEASED', () => store.discard(id), `discarding ${id}`);
      }
      check.equal((await store.releases()).length, 2, 'snapshots');
    },
  },

  'many-weeks': {
    title: 'keeps many weeks apart',
    needs: { writes: true, history: true },
    async run({ store, check }) {
      const dates = Array.from({ length: 20 }, (_, index) =>
        new Date(Date.UTC(2025, 0, 3 + 7 * index)).toISOString().slice(0, 10),
      );
      for (const [index, asOf] of dates.entries()) await store.publish(week(asOf, index));
      check.equal(
        (await store.releases()).map(({ asOf }) => asOf),
        dates,
        'the list',
      );
      const history = await store.history('A');
      check.equal(
        history.map(({ fields }) => fields['ROE (Fwd)']),
        dates.map((_, index) => index),
        'the history',
      );
      check.equal(
        (await store.get('A', { asOf: dates[9]! }))?.fields['ROE (Fwd)'],
        9,
        'a week in the middle',
      );
    },
  },
});
