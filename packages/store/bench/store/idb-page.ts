/** The page of the IndexedDB benchmark: the same rows, kept as the older page keeps them and as a store does. */
import { companySchema, type Dataset, defineSchema, type Row, rowsToTable } from '@stock-analyzer/schema';
import { openIdbStore, storageStatus } from '@stock-analyzer/store/idb';
import { FirstVersionDb } from '../../src/testing/first-version-db';

const rows = (await (await fetch('rows.json')).json()) as Row[];

const page = {
  /** One put for each row, in one transaction. */
  async savePerRow(name: string): Promise<number> {
    const db = new FirstVersionDb(name);
    await db.initIndexedDB();
    const ms = await timed(() => db.saveToDB(rows));
    db.close();
    return ms;
  },
  /** From the same rows to the week as the current release. */
  async save(name: string): Promise<number> {
    const store = await openIdbStore({ name });
    const ms = await timed(async () => store.publish(weekOf(rows)));
    await store.close();
    return ms;
  },
  /** Bytes that the site has stored. */
  async used(): Promise<number> {
    return (await storageStatus()).usedBytes!;
  },
  /** From nothing to the first page of companies. */
  async load(name: string): Promise<number> {
    return timed(async () => {
      const store = await openIdbStore({ name });
      const { total } = await store.query({
        filter: { 'ROE (Fwd)': { $gt: 10 } },
        sort: { field: 'ROE (Fwd)', order: 'desc' },
        limit: 50,
      });
      if (total === 0) throw new Error('Nothing was loaded');
      await store.close();
    });
  },
};

export type BenchPage = typeof page;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function weekOf(given: readonly Row[]): Dataset {
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields: rowsToTable(given),
    native: rowsToTable([]),
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'bench', modifiedAt: null },
    marks: [],
  };
}

Object.assign(globalThis, { page });
