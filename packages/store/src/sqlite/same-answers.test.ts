import { expect, it } from 'vitest';
import { openMemoryStore } from '../memory/index';
import type { Filter } from '../query/language';
import { expectSameAnswers } from '../testing/same-answers';
import { bigWeek } from '../testing/sample-week';
import { openSqliteStore } from './index';

it('SQL gives the answers of the engine in memory, whatever the week and the question', {
  timeout: 120_000,
}, async () => {
  await expectSameAnswers(() => openSqliteStore(':memory:'), 60);
});

it('a filter too large for one statement is answered all the same', async () => {
  const [memory, store] = [openMemoryStore(), await openSqliteStore(':memory:')];
  const week = bigWeek(40, '2025-10-10');
  for (const each of [memory, store]) await each.publish(week, { stagedAt: '2025-10-11T00:00:00.000Z' });
  const roes = (await memory.query({ limit: 9 })).rows.map((row) => row['ROE (Fwd)'] as number);
  const many = Array.from({ length: 4000 }, (_, index) => index + 1000);
  const filters: Filter[] = [
    {
      $or: roes.flatMap((roe) =>
        many.slice(0, 100).map((more) => ({ 'ROE (Fwd)': { $gte: roe, $lt: roe + 1e-9 * more } })),
      ),
    },
    { 'ROE (Fwd)': { $in: [...many, ...roes] } },
    { Ticker: { $in: [...many.map(String), 'T3.KS'] } },
  ];
  for (const filter of filters) {
    const answer = await store.query({ filter });
    expect(answer.total).toBeGreaterThan(0);
    expect(answer).toEqual(await memory.query({ filter }));
  }
  await store.close();
});
