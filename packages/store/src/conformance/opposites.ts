import type { ScenarioContext } from './harness';
import { firstWeek, secondWeek } from './sample';

/** What has to hold where an adapter says that it cannot do something. */
export const opposites = {
  async writes({ store, check }: ScenarioContext) {
    const calls: Record<string, () => Promise<unknown>> = {
      stage: () => store.stage(firstWeek.dataset),
      release: () => store.release('any'),
      publish: () => store.publish(firstWeek.dataset),
      discard: () => store.discard('any'),
      upsert: () => store.upsert([{ Ticker: 'NVDA' }]),
      remove: () => store.remove(['NVDA']),
    };
    for (const [name, call] of Object.entries(calls)) await check.fails('NOT_SUPPORTED', call, name);
  },

  async history({ store, check, publish }: ScenarioContext) {
    await publish(firstWeek, secondWeek);
    const ids = (await store.releases()).map(({ id }) => id);
    check.equal(ids, [secondWeek.releaseId], 'the list without history');
    const { asOf } = firstWeek.dataset;
    await check.fails('UNKNOWN_RELEASE', () => store.companies({ asOf }), 'an earlier week');
    const { releaseId } = firstWeek;
    await check.fails('UNKNOWN_RELEASE', () => store.companies({ releaseId }), 'an earlier release');
    await check.fails('UNKNOWN_RELEASE', () => store.changes(), 'changes since the week before');
    const history = await store.history('NVDA');
    check.equal(
      history.map((week) => week.releaseId),
      [secondWeek.releaseId],
      'the history of a company',
    );
  },

  async persistent({ store, check, open, publish }: ScenarioContext) {
    await publish(firstWeek);
    check.equal((await store.currentRelease())?.id, firstWeek.releaseId, 'the release in the first store');
    const other = await open();
    check.equal(await other.currentRelease(), null, 'the release in a store opened beside it');
    await store.close();
    check.equal(await (await open()).releases(), [], 'what is there after closing');
  },

  async announces({ store, check, open, publish }: ScenarioContext) {
    const heard: string[] = [];
    const other = await open();
    const end = other.subscribe(({ release }) => heard.push(release.id));
    await publish(firstWeek);
    await new Promise((resolve) => setTimeout(resolve, 30));
    check.equal(heard, [], 'what the listener of another store was told');
    end();
    const found = store.capabilities.persistent ? firstWeek.releaseId : undefined;
    check.equal((await other.currentRelease())?.id, found, 'the release in the other store when asked');
  },
};
