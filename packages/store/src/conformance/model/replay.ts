import type { ReleaseOptions, Store } from '../../contract';
import { releaseIdOf } from '../../dataset/release-id';
import type { Query, QueryResult } from '../../query/language';
import type { SnapshotChoice } from '../../release/types';
import { Check } from '../check';
import { show } from '../difference';
import type { StorePlace } from '../harness';
import { type Command, instant, type NaiveChoice, type NaiveReleaseOptions } from './commands';
import { datasetOf, type NaiveRelease, NaiveStore, type NaiveWeek } from './naive-store';
import { asked, expectedPage, pageOf, type Question } from './questions';
import { Refusal } from './refusal';

/** A walk from cursor to cursor, and what is left of it. */
interface Walk {
  readonly query: Query;
  readonly release: NaiveRelease;
  readonly total: number;
  cursor: string;
  left: readonly Row[];
}
type Row = QueryResult['rows'][number];
type Walking = Extract<Command, { do: 'walk' | 'walkOn' }>;

/** Plays one sequence of commands on a store and on the model, and compares all that they say. */
export class Replay {
  readonly #check = new Check();
  readonly #place: StorePlace;
  readonly #stores: Store[];
  readonly #model: NaiveStore;
  #walks: Walk[] = [];
  #tick = 0;

  private constructor(place: StorePlace, stores: Store[]) {
    this.#place = place;
    this.#stores = stores;
    this.#model = new NaiveStore(stores[0]!.capabilities.history);
  }

  /** Two stores on the place take turns, where it is one place for both. */
  static async play(place: StorePlace, commands: readonly Command[]): Promise<void> {
    const first = await place.open();
    const stores = first.capabilities.persistent ? [first, await place.open()] : [first];
    const replay = new Replay(place, stores);
    try {
      for (const command of commands) await replay.#run(command);
      for (const { info } of replay.#model.releases) {
        await replay.#run({ do: 'companies', choice: { nth: replay.#placeOf(info.id) } });
      }
    } finally {
      for (const store of stores) await store.close();
      await place.remove?.();
    }
  }

  #placeOf(id: string): number {
    return this.#model.releases.findIndex(({ info }) => info.id === id);
  }

  /** The store whose turn it is. */
  get #store(): Store {
    return this.#stores[this.#tick % this.#stores.length]!;
  }

  async #run(command: Command): Promise<void> {
    this.#tick++;
    switch (command.do) {
      case 'stage':
      case 'publish':
      case 'release':
      case 'discard':
      case 'upsert':
      case 'remove':
        if (!this.#store.capabilities.writes) return this.#provide(command);
        await this.#write(command);
        return this.#compareLists(command.do);
      case 'reopen':
        return this.#reopen();
      default:
        return this.#ask(command);
    }
  }

  async #reopen(): Promise<void> {
    if (!this.#store.capabilities.persistent) return;
    const at = this.#tick % this.#stores.length;
    await this.#stores[at]!.close();
    this.#stores[at] = await this.#place.open();
    await this.#compareLists('reopen');
  }

  /** A week that the harness can release: a new one, not older than the current. */
  async #provide(command: Command): Promise<void> {
    if (command.do !== 'publish' || !this.#place.provide) return;
    const dataset = datasetOf(command.week);
    const releaseId = `week-${this.#tick}`;
    const times = { stagedAt: instant(this.#tick), releasedAt: instant(this.#tick) };
    try {
      this.#model.publish(command.week, releaseId, times);
    } catch (error) {
      if (error instanceof Refusal) return;
      throw error;
    }
    await this.#place.provide([{ dataset, releaseId, ...times }]);
    await this.#compareLists('provide');
  }

  async #write(command: Command): Promise<void> {
    const model = this.#model;
    const store = this.#store;
    const now = instant(this.#tick);
    switch (command.do) {
      case 'stage': {
        const id = this.#idOf(command.week, command.id);
        const options = command.id === null ? { stagedAt: now } : { releaseId: id, stagedAt: now };
        return this.#both(
          command,
          () => store.stage(datasetOf(command.week), options),
          () => model.stage(command.week, id, now),
        );
      }
      case 'publish': {
        const id = this.#idOf(command.week, command.id);
        const options = { ...this.#options(command.options), stagedAt: now };
        return this.#both(
          command,
          () =>
            store.publish(
              datasetOf(command.week),
              command.id === null ? options : { ...options, releaseId: id },
            ),
          () => model.publish(command.week, id, options),
        );
      }
      case 'release': {
        const id = this.#nth(command.nth);
        const options = this.#options(command.options);
        return this.#both(
          command,
          () => store.release(id, options),
          () => model.release(id, options),
        );
      }
      case 'discard': {
        const id = this.#nth(command.nth);
        await this.#both(
          command,
          () => store.discard(id),
          () => model.discard(id),
        );
        this.#walks = this.#walks.filter(({ release }) => model.find(release.info.id));
        return;
      }
      case 'upsert':
        return this.#edit(
          command,
          () => store.upsert(command.rows),
          () => model.upserted(command.rows),
        );
      case 'remove':
        return this.#edit(
          command,
          () => store.remove(command.tickers),
          () => model.removed(command.tickers),
        );
    }
  }

  #idOf(week: NaiveWeek, id: string | null): string {
    return id ?? releaseIdOf(datasetOf(week));
  }

  /** The id of the n-th snapshot; of none, where there are none. */
  #nth(nth: number): string {
    const { releases } = this.#model;
    return releases[nth % Math.max(1, releases.length)]?.info.id ?? 'none';
  }

  #options({ ifCurrent, ...options }: NaiveReleaseOptions): ReleaseOptions {
    const current = ifCurrent === 'current' ? (this.#model.current?.info.id ?? null) : 'other';
    return {
      ...options,
      ...(ifCurrent && { ifCurrent: current }),
      releasedAt: instant(this.#tick),
    };
  }

  #choice({ nth, ...choice }: NaiveChoice): SnapshotChoice {
    return nth === undefined ? choice : { ...choice, releaseId: this.#nth(nth) };
  }

  /** The store says what the model says, or refuses as it does. */
  async #both(command: Command, ask: () => Promise<unknown>, expect: () => unknown): Promise<void> {
    const what = show(command);
    let expected: unknown;
    try {
      expected = expect();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code } = error;
      await this.#check.fails(code, ask, what, { retryable: code === 'STALE_RELEASE' });
      return;
    }
    this.#check.equal(await ask(), expected, what);
  }

  async #edit(
    command: Command,
    edit: () => ReturnType<Store['upsert']>,
    expect: () => { week: NaiveWeek; companies: number },
  ): Promise<void> {
    const what = show(command);
    const model = this.#model;
    let expected: ReturnType<typeof expect>;
    try {
      expected = expect();
      if (expected.companies > 0) new NaiveStore(false).stage(expected.week, 'w', '');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.#check.fails(error.code, edit, what);
      return;
    }
    const result = await edit();
    this.#check.equal(result.companies, expected.companies, `${what}: companies`);
    if (expected.companies === 0) {
      this.#check.equal(result.release, model.current?.info, `${what}: the release`);
      return;
    }
    this.#check.ok(model.adopt(expected.week, result), `${what}: the release is of another dataset`);
  }

  /** The lists are alike; what the store's own clock said is taken over. */
  async #compareLists(what: string): Promise<void> {
    const expected = this.#model.releases.map(({ info }) => info);
    for (const store of this.#stores)
      this.#check.equal(await store.releases(), expected, `the list after ${what}`);
    const current = await this.#store.currentRelease();
    this.#check.equal(current, this.#model.current?.info ?? null, `the current release after ${what}`);
  }

  async #ask(command: Question | Walking): Promise<void> {
    if (command.do === 'walkOn') return this.#walkOn(command.nth);
    if (command.do === 'walk') return this.#walk(command);
    const { ask, expect } = asked(command, this.#store, this.#model, (choice) => this.#choice(choice));
    return this.#both(command, ask, expect);
  }

  async #walk(command: Extract<Command, { do: 'walk' }>): Promise<void> {
    const query = { ...command.query, ...this.#choice(command.choice) };
    let next: string | null = null;
    let found: ReturnType<NaiveStore['rows']> | undefined;
    await this.#both(
      command,
      async () => {
        const result = await this.#store.query(query);
        next = result.next;
        return pageOf(result);
      },
      () => {
        found = this.#model.rows(query);
        return expectedPage(query, found.release, found.rows, found.rows.slice(0, query.limit), 0);
      },
    );
    if (next === null || !found) return;
    const { release, rows } = found;
    const left = rows.slice(query.limit);
    this.#walks.push({ query: command.query, release, total: rows.length, cursor: next, left });
  }

  async #walkOn(nth: number): Promise<void> {
    const walk = this.#walks[nth % Math.max(1, this.#walks.length)];
    if (!walk) return;
    const { query, cursor, release, total } = walk;
    if (!this.#model.find(release.info.id)) return;
    const page = walk.left.slice(0, query.limit);
    const result = await this.#store.query({ ...query, cursor });
    const expected = {
      ...expectedPage(query, release, Array(total), page, total - walk.left.length),
      snapshot: release.info.id,
    };
    this.#check.equal(pageOf(result), expected, `the walk ${show(query)} goes on`);
    walk.left = walk.left.slice(query.limit);
    if (result.next === null) this.#walks = this.#walks.filter((each) => each !== walk);
    else walk.cursor = result.next;
  }
}
