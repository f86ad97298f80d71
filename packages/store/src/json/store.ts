import type { Dataset } from '@stock-analyzer/schema';
import { AbstractStore } from '../abstract-store';
import type { StoreCapabilities } from '../contract';
import { StoreError } from '../errors';
import type { ReleaseInfo, SnapshotChoice } from '../release/types';
import type { SnapshotTable } from '../snapshot/table';
import type { JsonPlace } from './host/place';
import type { LeftOutRow } from './read/content';

/** Errors after which the host may hold another release than the one that was asked for. */
const MOVED = ['STALE_RELEASE', 'CANNOT_OPEN', 'UNKNOWN_RELEASE'];
/** How many releases that were read stay readable for cursors, index or not. */
const REMEMBERED = 16;

/** A store over static files, made by {@link openJsonStore}; it can only be read. */
export class JsonStore extends AbstractStore {
  readonly capabilities: StoreCapabilities;
  /** Where its files are. */
  readonly url: string;
  readonly #place: JsonPlace;
  readonly #pollMs: number;
  readonly #end: () => void;
  readonly #leftOut = new WeakMap<Dataset, readonly LeftOutRow[]>();
  readonly #read = new Map<string, ReleaseInfo>();
  #checkedAt = Date.now();
  #problem: unknown = null;
  #checking: Promise<void> | undefined;

  /** @internal */
  constructor(url: string, place: JsonPlace, pollMs: number, end: () => void) {
    super();
    this.url = url;
    this.#place = place;
    this.#pollMs = pollMs;
    this.#end = end;
    this.capabilities = { writes: false, history: place.history, persistent: true, announces: 'processes' };
  }

  /**
   * Asks the host now what is current, which the store does by itself when a question comes after `pollMs`, and
   * every `pollMs` while somebody listens.
   *
   * @returns whether another release is current than before.
   * @throws StoreError `UNREACHABLE`, `TIMEOUT`, `CANNOT_OPEN`, `CORRUPT`, `CLOSED` and what the new file is wrong
   * with; the store goes on with what it knew.
   */
  async refresh(): Promise<boolean> {
    this.refuseClosed();
    return this.#check('checked');
  }

  /**
   * What went wrong when the host was last asked what is current; null if nothing did. Questions are answered from
   * what was read before.
   */
  get problem(): StoreError | null {
    return this.#problem instanceof StoreError ? this.#problem : null;
  }

  /** The rows of the file that are no companies of the store. None in files that a pipeline published. */
  async leftOut(choice: SnapshotChoice = {}): Promise<readonly LeftOutRow[]> {
    return this.#leftOut.get(await this.companies(choice)) ?? [];
  }

  override async currentRelease(): Promise<ReleaseInfo | null> {
    this.refuseClosed();
    await this.#settle();
    return this.#place.current();
  }

  protected override async tableOf(choice: SnapshotChoice): Promise<SnapshotTable> {
    this.refuseClosed();
    const { releaseId, asOf, knownAt } = choice;
    if (releaseId !== undefined) {
      const known = this.#read.get(releaseId);
      return known ? this.load(known) : super.tableOf(choice);
    }
    if (asOf !== undefined || knownAt !== undefined) return super.tableOf(choice);
    await this.#settle();
    return this.#loadCurrent();
  }

  protected async readReleases(): Promise<readonly ReleaseInfo[]> {
    await this.#settle();
    return this.#place.releases();
  }

  protected async readDataset(release: ReleaseInfo): Promise<Dataset> {
    const { dataset, leftOut } = await this.#place.dataset(release);
    this.#leftOut.set(dataset, leftOut);
    if (this.#read.size === REMEMBERED) this.#read.delete(this.#read.keys().next().value!);
    this.#read.set(release.id, release);
    return dataset;
  }

  protected async addSnapshot(): Promise<boolean> {
    this.refuseReadOnly();
    return false;
  }

  protected async updateReleases(): Promise<boolean> {
    this.refuseReadOnly();
    return false;
  }

  protected override watch(heard: () => void): () => void {
    const page = globalThis.document;
    const look = () => {
      // A page that nobody sees need not know; it looks when it is seen again.
      if (page?.visibilityState === 'hidden') return;
      this.#check('checked').then(heard, () => undefined);
    };
    const timer = setInterval(look, this.#pollMs);
    page?.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      page?.removeEventListener('visibilitychange', look);
    };
  }

  protected override async end(): Promise<void> {
    this.#end();
  }

  /** A release that is taken away while it is read has a successor. */
  async #loadCurrent(): Promise<SnapshotTable> {
    const release = await this.#place.current();
    if (!release) return super.tableOf({});
    try {
      return await this.load(release);
    } catch (error) {
      const moved = error instanceof StoreError && MOVED.includes(error.code);
      if (!moved || !(await this.#check('new'))) throw error;
      return super.tableOf({});
    }
  }

  /** What is known is new enough, or as new as the host tells. */
  async #settle(): Promise<void> {
    if (Date.now() - this.#checkedAt >= this.#pollMs) await this.#check('checked').catch(() => undefined);
  }

  async #check(from: 'checked' | 'new'): Promise<boolean> {
    const before = (await this.#place.current())?.id;
    this.#checking ??= this.#place.check(from).then(
      () => this.#checked(null),
      (error: unknown) => this.#checked(error),
    );
    await this.#checking;
    if (this.#problem !== null) throw this.#problem;
    return (await this.#place.current())?.id !== before;
  }
  #checked(problem: unknown): void {
    this.#checking = undefined;
    this.#checkedAt = Date.now();
    this.#problem = problem;
  }
}
