import type { Dataset } from '@stock-analyzer/schema';
import { AbstractStore } from '../abstract-store';
import type { HistoryOptions } from '../contract';
import { loadLater } from '../load-later';
import type { AggregateRequest, Aggregation } from '../query/aggregate';
import type { Query, QueryResult } from '../query/language';
import { cursorSnapshot } from '../query/parse';
import { chooseSnapshot } from '../release/choose';
import { ofCategory, weeksOf } from '../release/history';
import type { CompanyAt, ReleaseInfo, SnapshotChoice } from '../release/types';
import type { SearchHit, SearchOptions } from '../search/hit';
import type { Connection } from '../sql/connection';
import { answerAggregate, answerGet, answerQuery } from './answer';
import { readDataset } from './read';
import { listReleases, writeReleases } from './release';
import { answerSearch } from './search';
import { type StoredSnapshot, StoredSnapshots } from './stored-snapshot';
import { stageSnapshot } from './write';

/**
 * A store in the tables of an SQLite database, whichever engine holds it. SQL answers what it can answer exactly;
 * what names a native field in a filter, a sort or a group takes the snapshot in memory.
 */
export abstract class TablesStore extends AbstractStore {
  readonly #snapshots = new StoredSnapshots();

  /** Reads within one transaction. */
  protected abstract read<Result>(work: (db: Connection) => Result): Promise<Result>;
  /** Writes within one transaction that no other writer can come between: all or nothing. */
  protected abstract write<Result>(work: (db: Connection) => Result): Promise<Result>;

  protected async readReleases(): Promise<readonly ReleaseInfo[]> {
    return this.read(listReleases);
  }

  protected async readDataset(release: ReleaseInfo): Promise<Dataset> {
    return this.read((db) => readDataset(db, this.#snapshots.of(db, release)));
  }

  protected async addSnapshot(release: ReleaseInfo, dataset: Dataset): Promise<boolean> {
    return this.write((db) => stageSnapshot(db, dataset, release));
  }

  protected async updateReleases(
    change: (releases: readonly ReleaseInfo[]) => readonly ReleaseInfo[] | null,
  ): Promise<boolean> {
    return this.write((db) => {
      const before = listReleases(db);
      const after = change(before);
      if (!after) return false;
      writeReleases(db, before, after);
      if (after.length < before.length) this.#snapshots.forget();
      return true;
    });
  }

  override async get(ticker: string, choice: SnapshotChoice = {}): Promise<CompanyAt | undefined> {
    return this.#ask(choice, (db, snapshot) => answerGet(db, snapshot, ticker));
  }

  override async history(ticker: string, options: HistoryOptions = {}): Promise<CompanyAt[]> {
    this.refuseClosed();
    return this.read((db) =>
      weeksOf(listReleases(db), options).flatMap((week) => {
        const snapshot = this.#snapshots.of(db, week);
        const company = answerGet(db, snapshot, ticker);
        return company ? [ofCategory(company, options.category, snapshot)] : [];
      }),
    );
  }

  override async query(query: Query = {}): Promise<QueryResult> {
    const releaseId = cursorSnapshot(query);
    const choice = releaseId === undefined ? query : { releaseId };
    return (
      (await this.#ask(choice, (db, snapshot) => answerQuery(db, snapshot, query))) ?? super.query(query)
    );
  }

  override async aggregate(request: AggregateRequest): Promise<Aggregation> {
    return (
      (await this.#ask(request, (db, snapshot) => answerAggregate(db, snapshot, request))) ??
      super.aggregate(request)
    );
  }

  override async search(text: string, options: SearchOptions = {}): Promise<SearchHit[]> {
    const { SearchIndex } = await loadLater();
    return (
      (await this.#ask(options, (db, snapshot) => answerSearch(db, snapshot, text, options, SearchIndex))) ??
      super.search(text, options)
    );
  }

  async #ask<Result>(
    choice: SnapshotChoice,
    answer: (db: Connection, snapshot: StoredSnapshot) => Result,
  ): Promise<Result> {
    this.refuseClosed();
    return this.read((db) => answer(db, this.#snapshots.of(db, chooseSnapshot(listReleases(db), choice))));
  }
}
