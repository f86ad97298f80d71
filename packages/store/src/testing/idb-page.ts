/** What a test's page has of this package: tests in several tabs drive it from outside. */
import { StoreError } from '../errors';
import { type IdbStore, type IdbStoreOptions, openIdbStore, openPreferences } from '../idb/index';
import { FirstVersionDb } from './first-version-db';
import { holdAtPut } from './hold-write';
import { bigWeek } from './sample-week';

/** The week that a test publishes: so many companies of a date. */
export interface WeekWanted {
  readonly companies: number;
  readonly asOf: string;
}

const heard: string[] = [];
let store: IdbStore | undefined;

/** Each call settles: with a result, or with the code of an error. */
const page = {
  heard,
  FirstVersionDb,
  openPreferences,
  open: (options: IdbStoreOptions = {}) =>
    told(async () => {
      store = await openIdbStore({ onBlocked: () => heard.push('blocked'), ...options });
      store.subscribe(({ release }) => heard.push(release.asOf));
      return store.upgraded?.companies ?? 0;
    }),
  publish: ({ companies, asOf }: WeekWanted) => told(() => store!.publish(bigWeek(companies, asOf))),
  upsert: (ticker: string) => told(() => store!.upsert([{ Ticker: ticker, corpName: ticker }])),
  /** Date and size of the current week as the list has it, and how many companies it really has. */
  current: () =>
    told(async () => {
      const release = await store!.currentRelease();
      if (!release) return null;
      const { fields } = await store!.companies({ releaseId: release.id });
      return { asOf: release.asOf, companies: release.companies, rows: fields.rowCount };
    }),
  weeks: () => told(async () => (await store!.releases()).map(({ asOf }) => asOf)),
  holdAtPut: (nth: number) => holdAtPut(nth, () => console.log('mid')),
};

export type StorePage = typeof page;

async function told<Result>(work: () => Promise<Result>): Promise<Result | { readonly code: string }> {
  try {
    return await work();
  } catch (error) {
    return { code: error instanceof StoreError ? error.code : String(error) };
  }
}

Object.assign(globalThis, { page });
