import { Connection } from '../idb/connect';
import { readList, readSnapshot } from '../idb/read';
import { Tabs } from '../idb/tabs';
import { writeList, writeSnapshot } from '../idb/write';
import { PAGE_PREFIX, rowsOfDataset, weekOfPage } from './page-week';
import type { RowDatabase } from './row-database';

/**
 * The database of the IndexedDB adapter for rows, without the questions that the adapter answers. Of the weeks that
 * pages saved it has the last one only.
 *
 * @throws StoreError as openIdbStore.
 */
export async function openPageDatabase(): Promise<RowDatabase> {
  const connection = new Connection({}, weekOfPage);
  await connection.open();
  const tabs = new Tabs(connection.name);
  return {
    async save(rows, known) {
      const { release, dataset, leftOut } = weekOfPage(rows);
      known(release.id, leftOut);
      await connection.write(['state', 'snapshots'], async (tx) => {
        await writeSnapshot(tx, release, dataset);
        const before = await readList(tx);
        const after = before
          .filter(({ id }) => id === release.id || !id.startsWith(PAGE_PREFIX))
          .map((each) => (each.id === release.id ? release : { ...each, current: false }));
        await writeList(tx, before, after);
      });
      tabs.tell({ about: 'release' });
    },
    load: () =>
      connection.read(['state', 'snapshots'], async (tx) => {
        const current = (await readList(tx)).find((release) => release.current);
        return current ? rowsOfDataset(await readSnapshot(tx, current.id)) : [];
      }),
  };
}
