import type { Store } from '../contract';
import { rowsOfDataset, weekOfPage } from './page-week';
import type { RowDatabase } from './row-database';

/** A store as the place of rows. */
export function storeDatabase(store: Store): RowDatabase {
  return {
    async save(rows, known) {
      const { release, dataset, leftOut } = weekOfPage(rows);
      known(release.id, leftOut);
      await store.publish(dataset, { releaseId: release.id, allowOlder: true });
    },
    load: async () => ((await store.currentRelease()) ? rowsOfDataset(await store.companies()) : []),
  };
}
