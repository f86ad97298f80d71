import {
  booleanColumn,
  columnTable,
  companySchema,
  mixedColumn,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { prepareDataset } from '../dataset/prepare';
import { answer, openRaw, openStore } from '../testing/idb-stores';
import { bigWeek, sampleWeek } from '../testing/sample-week';

const week = (asOf: string, roe = 1) =>
  sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': roe }], [], { asOf });

describe('a week', () => {
  it('comes back as it went in, in another connection too', async () => {
    const rows = [
      { Ticker: '0700.HK', corpName: '텐센트' },
      { Ticker: 'BRK.A', corpName: 'B' },
    ];
    const given = sampleWeek(rows, [], {
      schema: companySchema,
      marks: [
        {
          ticker: 'BRK.A',
          field: 'ROE (Fwd)',
          was: 7943,
          rule: 'percentage_basis_points',
          confidence: 0.99,
          approvedBy: 'policy:test',
          approvedAt: '2025-10-11T00:00:00.000Z',
        },
      ],
      native: columnTable(2, [
        {
          ...numberColumn('-0', [-0, null]),
          causes: new Map([[1, { kind: 'error', text: '#N/A' } as const]]),
        },
        numberColumn('∞', [Number.POSITIVE_INFINITY, Number.MIN_VALUE]),
        mixedColumn('__proto__', ['x', false]),
        booleanColumn('ADR', [true, null]),
        stringColumn('결산', ['Jan', null]),
        mixedColumn('nothing', [null, null]),
      ]),
    });
    const store = await openStore();
    expect(await store.publish(given)).toBe(true);
    const other = await openStore({ name: store.name });
    const back = await other.companies();
    expect(back).toEqual(prepareDataset(given));
    expect(Object.is((back.native.byName.get('-0') as { values: Float64Array }).values[0], -0)).toBe(true);
  });

  it('is stored without the rest of the buffer that its columns look at', async () => {
    const buffer = new Float64Array(1_000_000);
    const values = buffer.subarray(7, 9);
    const store = await openStore();
    const given = week('2025-10-10');
    const native = columnTable(1, [{ ...numberColumn('Price', [0]), values: values.subarray(0, 1) }]);
    await store.publish({ ...given, native });
    const back = await (await openStore({ name: store.name })).companies();
    const column = back.native.byName.get('Price') as { values: Float64Array };
    expect(column.values.buffer.byteLength).toBe(8);
  });

  it('of no companies is a week', async () => {
    const store = await openStore();
    await store.publish(sampleWeek([]));
    expect((await (await openStore({ name: store.name })).query()).total).toBe(0);
  });

  it('is dropped when it is older than the weeks to keep, but for the current one and what is staged', async () => {
    const store = await openStore({ keepWeeks: 2 });
    await store.stage(week('2025-09-01'), { releaseId: 'staged' });
    for (const day of ['03', '10', '17']) await store.publish(week(`2025-10-${day}`), { releaseId: day });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['staged', '10', '17']);
    await store.publish(week('2025-10-17', 2), { releaseId: '17b' });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['staged', '10', '17', '17b']);
    await store.release('staged', { allowOlder: true });
    await store.publish(week('2025-10-24'), { releaseId: '24', asHistory: true });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['staged', '17', '17b', '24']);
    expect((await store.currentRelease())?.id).toBe('staged');
    const db = await openRaw(store.name);
    const keys = await answer(db.transaction('snapshots').objectStore('snapshots').getAllKeys());
    db.close();
    expect(new Set(keys.map((key) => (key as string[])[0]))).toEqual(new Set(['staged', '17', '17b', '24']));
  });
});

describe('two writers', () => {
  it('of one id: one stages it, the other finds it', async () => {
    const one = await openStore();
    const two = await openStore({ name: one.name });
    const big = bigWeek(500, '2025-10-10');
    const staged = await Promise.all([one.stage(big), two.stage(big)]);
    expect(staged.sort()).toEqual([false, true]);
    expect(await one.releases()).toHaveLength(1);
  });

  it('of many weeks lose none, and one release is current', async () => {
    const one = await openStore();
    const two = await openStore({ name: one.name });
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? one : two).publish(week('2025-10-10', index), { releaseId: `w${index}` }),
      ),
    );
    const releases = await one.releases();
    expect(releases.map(({ id }) => id).sort()).toHaveLength(12);
    expect(releases.filter(({ current }) => current)).toHaveLength(1);
    expect(await two.releases()).toEqual(releases);
  });

  it('edit the same week: neither edit is lost', async () => {
    const one = await openStore();
    const two = await openStore({ name: one.name });
    await one.publish(week('2025-10-10'));
    await Promise.all([
      one.upsert([{ Ticker: 'AAPL', corpName: 'Apple' }]),
      two.upsert([{ Ticker: 'KO', corpName: 'Coca-Cola' }]),
    ]);
    const { rows } = await one.query({ projection: ['Ticker'], sort: { field: 'Ticker', order: 'asc' } });
    expect(rows.map(({ Ticker }) => Ticker)).toEqual(['AAPL', 'KO', 'NVDA']);
  });

  it('a release that is refused writes nothing', async () => {
    const store = await openStore();
    await store.publish(week('2025-10-10'), { releaseId: 'a' });
    await store.stage(week('2025-10-03'), { releaseId: 'b' });
    await expect(store.release('b')).rejects.toMatchObject({ code: 'OLDER_WEEK' });
    expect((await store.currentRelease())?.id).toBe('a');
  });
});

describe('a release', () => {
  it('is heard by the other stores of the database', async () => {
    const one = await openStore();
    const two = await openStore({ name: one.name });
    const heard: string[] = [];
    const end = two.subscribe(({ release, previous }) => heard.push(`${previous} ${release.id}`));
    await two.currentRelease();
    await one.publish(week('2025-10-03'), { releaseId: 'a' });
    await expect.poll(() => heard).toEqual(['null a']);
    await one.publish(week('2025-10-10'), { releaseId: 'b' });
    await expect.poll(() => heard).toEqual(['null a', 'a b']);
    end();
    await one.publish(week('2025-10-17'), { releaseId: 'c' });
    expect((await two.currentRelease())?.id).toBe('c');
    expect(heard).toHaveLength(2);
  });
});
