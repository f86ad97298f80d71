import fc from 'fast-check';
import { expect } from 'vitest';
import type { Store } from '../contract';
import { releaseIdOf } from '../dataset/release-id';
import { tickersOf } from '../dataset/tickers';
import { openMemoryStore } from '../memory/index';
import { anyAggregate, anyFilter, anyQuery, anySearch, anyWeek } from './questions';

/** Asks a store and the one in memory the same random questions about the same random weeks. */
export async function expectSameAnswers(open: () => Promise<Store>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      anyWeek,
      fc.array(anyQuery, { minLength: 1, maxLength: 8 }),
      fc.array(anyAggregate, { maxLength: 3 }),
      fc.array(fc.tuple(anySearch, fc.option(anyFilter, { nil: {} })), { maxLength: 2 }),
      async (week, queries, aggregates, searches) => {
        const [memory, store] = [openMemoryStore(), await open()];
        const at = { releaseId: 'w', stagedAt: '2025-10-11T00:00:00.000Z' };
        for (const each of [memory, store]) await each.publish(week, at);
        const same = async (ask: (of: Store) => Promise<unknown>) => {
          expect(await ask(store)).toEqual(await ask(memory));
        };
        for (const query of queries) {
          await same((of) => of.query(query));
          await same((of) => walk(of, query));
        }
        for (const request of aggregates) await same((of) => of.aggregate(request));
        for (const [text, filter] of searches) await same((of) => of.search(text, { filter }));
        for (const ticker of [...tickersOf(week), 'none']) {
          await same((of) => of.get(ticker));
          await same((of) => of.history(ticker, { category: 'native' }));
        }
        await same(async (of) => releaseIdOf(await of.companies()));
        await store.close();
      },
    ),
    { numRuns },
  );
}

/** The tickers of every page of two, by cursors. */
async function walk(store: Store, { offset: _, ...query }: Parameters<Store['query']>[0] & object) {
  const pages: unknown[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, next } = await store.query({
      ...query,
      limit: 2,
      projection: ['Ticker'],
      ...(cursor === undefined ? {} : { cursor }),
    });
    pages.push(rows);
    cursor = next;
  }
  return pages;
}
