import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReleaseEvent } from '../contract';
import { bigWeek } from '../testing/sample-week';
import { openSqliteStore } from './index';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a listener hears of a release that another connection to the file made', {
  timeout: 20_000,
}, async () => {
  const path = join(folder, 'stock.db');
  const [here, elsewhere] = [await openSqliteStore(path), await openSqliteStore(path)];
  const heard: ReleaseEvent[] = [];
  const end = here.subscribe((event) => heard.push(event));
  expect(here.capabilities.announces).toBe('processes');
  await here.currentRelease();
  await elsewhere.publish(bigWeek(5, '2025-10-03'), { releaseId: 'w1' });
  await vi.waitFor(() => expect(heard).toMatchObject([{ release: { id: 'w1' }, previous: null }]), 5000);
  await elsewhere.stage(bigWeek(5, '2025-10-10'), { releaseId: 'w2' });
  await elsewhere.release('w2');
  await vi.waitFor(() => expect(heard[1]).toMatchObject({ release: { id: 'w2' }, previous: 'w1' }), 5000);
  end();
  await elsewhere.publish(bigWeek(5, '2025-10-17'), { releaseId: 'w3' });
  await here.close();
  await elsewhere.close();
  expect(heard).toHaveLength(2);
});

it('an id that was discarded and given anew is read anew', async () => {
  const store = await openSqliteStore(':memory:');
  const at = { releaseId: 'w', stagedAt: '2025-10-11T00:00:00.000Z' };
  const loads = async () => [
    (await store.companies({ releaseId: 'w' })).fields.rowCount,
    (await store.query({ releaseId: 'w', filter: { corpName: { $contains: '회사' } } })).total,
    (await store.search('회사', { releaseId: 'w', limit: 100 })).length,
  ];
  await store.stage(bigWeek(5, '2025-10-03'), at);
  expect(await loads()).toEqual([5, 5, 5]);
  await store.discard('w');
  await store.stage(bigWeek(7, '2025-10-03'), at);
  expect(await loads()).toEqual([7, 7, 7]);
  await store.close();
});
