/** What a test's page has of this package: a store over static files, and the choice among several. */
import { StoreError } from '../errors';
import { type JsonStore, openJsonStore } from '../json/index';
import { openStore } from '../open/index';
import { sampleWeek } from './sample-week';

const heard: string[] = [];
let store: JsonStore | undefined;

/** Each call settles: with a result, or with the code and text of an error. */
const page = {
  heard,
  open: (url: string, pollMs?: number) =>
    told(async () => {
      store = await openJsonStore({ url, ...(pollMs && { pollMs }) });
      return store.url;
    }),
  get: (ticker: string) => told(async () => (await store!.get(ticker))?.fields ?? null),
  refresh: () => told(() => store!.refresh()),
  releases: () => told(async () => (await store!.releases()).map(({ id }) => id)),
  listen: () => void store!.subscribe(({ release }) => heard.push(release.id)),
  /** Which of the usual places is taken, and how it went with the others. */
  detect: () =>
    told(async () => {
      let text = '';
      const found = await openStore({
        report: ({ attempts }) => {
          text = attempts.map(({ address, outcome }) => `${address} ${outcome}`).join(', ');
        },
      });
      const rows = (await found.currentRelease())?.companies;
      await found.close();
      return { text, rows };
    }),
  publish: (address: string) =>
    told(async () => {
      const found = await openStore(address);
      await found.publish(sampleWeek([{ Ticker: 'A', corpName: 'Offline' }]));
      await found.close();
    }),
  fail: (address: string) => told(async () => void (await openStore(address))),
};

export type JsonPage = typeof page;

async function told<Result>(work: () => Promise<Result>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) return { code: error.code, message: error.message };
    return { code: String(error), message: '' };
  }
}

Object.assign(globalThis, { page });
