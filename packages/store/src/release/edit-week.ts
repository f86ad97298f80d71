import type { Dataset } from '@stock-analyzer/schema';
import type { EditResult, Store } from '../contract';
import type { EditedDataset } from '../dataset/edit';
import { prepareDataset } from '../dataset/prepare';
import { releaseIdOf } from '../dataset/release-id';
import { StoreError } from '../errors';
import { findRelease } from './current';

/** How often an edit starts again when another writer was faster. */
const TRIES = 8;

/** The current week with an edit, as a release beside it; again from the start when another writer was faster. */
export async function editWeek(store: Store, edit: (dataset: Dataset) => EditedDataset): Promise<EditResult> {
  for (let tried = 1; ; tried++) {
    const release = findRelease(await store.releases());
    const { dataset, companies } = edit(await store.companies({ releaseId: release.id }));
    if (companies === 0) return { release, companies };
    try {
      await store.publish(dataset, { ifCurrent: release.id });
      return { release: (await store.currentRelease())!, companies };
    } catch (error) {
      if (tried === TRIES || !(error instanceof StoreError && error.code === 'STALE_RELEASE')) throw error;
      await discardStaged(store, dataset);
    }
  }
}

/** An edit that was overtaken leaves nothing behind. */
async function discardStaged(store: Store, dataset: Dataset): Promise<void> {
  const id = releaseIdOf(prepareDataset(dataset));
  const found = (await store.releases()).find((release) => release.id === id);
  if (found?.releasedAt === null) await store.discard(id);
}
