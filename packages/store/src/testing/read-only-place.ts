import type { ProvidedWeek, StorePlace } from '../conformance';
import type { Store } from '../index';
import { MemoryStore, openMemoryStore } from '../memory';

/** Over a store in memory, whose current release is all that it tells of. */
class ReadOnlyStore extends MemoryStore {
  override readonly capabilities = {
    writes: false,
    history: false,
    persistent: true,
    announces: 'nobody',
  } as const;
  readonly #inner: Store;
  constructor(inner: Store) {
    super();
    this.#inner = inner;
  }
  protected override async readReleases() {
    return (await this.#inner.releases()).filter(({ current }) => current);
  }
  protected override async readDataset({ id }: { id: string }) {
    return this.#inner.companies({ releaseId: id });
  }
}

/** A place without history whose stores only read; the harness writes. */
export function readOnlyPlace(): StorePlace {
  const inner = openMemoryStore();
  return {
    open: async () => new ReadOnlyStore(inner),
    provide: async (weeks: readonly ProvidedWeek[]) => {
      for (const { dataset, ...options } of weeks) await inner.publish(dataset, options);
    },
  };
}
