/**
 * What the page of the tests of tabs does: `window.tab` opens, publishes and lists; `hangWrites` stops every save when
 * its bytes are handed over and nothing is settled yet, and then sets `window.mid`.
 */
import { openSqljsStore, type SqljsPlace, type SqljsStore } from '@stock-analyzer/store/sqljs';
import { bigWeek } from './sample-week';

let store: SqljsStore;

const tab = {
  async open(persist: SqljsPlace) {
    store = await openSqljsStore({ persist, busyTimeoutMs: 20_000 });
  },
  async publish(id: string, asOf: string, companies: number) {
    return store
      .publish(bigWeek(companies, asOf), { releaseId: id })
      .catch((error: { code: string }) => error.code);
  },
  async state() {
    const ids = (await store.releases()).map(({ id }) => id);
    const current = await store.currentRelease();
    return { ids, current: current?.id, rows: current && (await store.companies()).fields.rowCount };
  },
  listen() {
    store.subscribe(({ release }) => heard.push(release.id));
  },
  hangWrites() {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      const request = put.call(this, value, key);
      // Asking on and on keeps the transaction open.
      const ask = () => {
        this.get('version').onsuccess = ask;
        window.mid = true;
      };
      if (key === 'bytes') ask();
      return request;
    };
    FileSystemWritableFileStream.prototype.close = () => {
      window.mid = true;
      return new Promise(() => undefined);
    };
  },
};
const heard: string[] = [];

declare global {
  interface Window {
    tab: typeof tab;
    heard: string[];
    mid?: boolean;
  }
}
window.tab = tab;
window.heard = heard;
