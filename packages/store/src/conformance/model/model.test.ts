import { checkStoreModel } from '@stock-analyzer/store/conformance/model';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { EditResult, ReleaseOptions, Store } from '../../contract';
import { MemoryStore, openMemoryStore } from '../../memory';
import type { Aggregation } from '../../query/aggregate';
import type { Query, QueryResult } from '../../query/language';
import { readOnlyPlace } from '../../testing/read-only-place';

test('the store in memory says what the model says', { timeout: 120_000 }, () =>
  checkStoreModel(fc, { place: () => ({ open: async () => openMemoryStore() }), runs: 300 }),
);

test('a store that only reads, and only the newest week, says what the model says', { timeout: 60_000 }, () =>
  checkStoreModel(fc, { place: readOnlyPlace, runs: 100 }),
);

class ForgetsTies extends MemoryStore {
  override async query(query: Query = {}): Promise<QueryResult> {
    const result = await super.query(query);
    return query.sort === undefined ? result : { ...result, rows: [...result.rows].reverse() };
  }
}

class CountsThePage extends MemoryStore {
  override async query(query: Query = {}): Promise<QueryResult> {
    const result = await super.query(query);
    return { ...result, total: result.rows.length };
  }
}

class ReleasesOlderWeeks extends MemoryStore {
  override release(releaseId: string, options: ReleaseOptions = {}): Promise<boolean> {
    return super.release(releaseId, { ...options, allowOlder: true });
  }
}

class LosesMarks extends MemoryStore {
  override async query(query: Query = {}): Promise<QueryResult> {
    return { ...(await super.query(query)), marks: [] };
  }
}

class WalksIntoTheNewWeek extends MemoryStore {
  override async query({ cursor, ...query }: Query = {}): Promise<QueryResult> {
    return super.query(cursor === undefined ? query : { ...query, offset: Number.parseInt(cursor, 10) });
  }
}

class GroupsWithoutTheMissing extends MemoryStore {
  override async aggregate(request: Parameters<Store['aggregate']>[0]): Promise<Aggregation> {
    const { groups, snapshot } = await super.aggregate(request);
    return { snapshot, groups: request.by ? groups.filter(({ group }) => group !== null) : groups };
  }
}

class CountsEveryRemoval extends MemoryStore {
  override async remove(tickers: readonly string[]): Promise<EditResult> {
    return { ...(await super.remove(tickers)), companies: tickers.length };
  }
}

describe('a store that does otherwise is found out', () => {
  it.each([
    ForgetsTies,
    CountsThePage,
    ReleasesOlderWeeks,
    LosesMarks,
    WalksIntoTheNewWeek,
    GroupsWithoutTheMissing,
    CountsEveryRemoval,
  ])('%o', { timeout: 60_000 }, async (Faulty) => {
    const place = () => ({ open: async () => new Faulty() });
    await expect(checkStoreModel(fc, { place, runs: 1000, seed: 7 })).rejects.toThrow(/seed: 7/);
  });
});
