import { tableToRows } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { FirstVersionDb } from '../testing/first-version-db';
import { newName, openStore } from '../testing/idb-stores';
import { sampleWeek } from '../testing/sample-week';
import { openPreferences } from './index';

async function firstVersion(rows: readonly unknown[]): Promise<string> {
  const old = new FirstVersionDb(newName());
  await old.initIndexedDB();
  await old.saveToDB(rows);
  expect(await old.loadFromDB()).toHaveLength(rows.length);
  old.close();
  return old.dbName;
}

describe('a database of version 1', () => {
  it('is upgraded in place: its companies are the current release', async () => {
    const name = await firstVersion([
      {
        Ticker: 'NVDA',
        corpName: 'NVIDIA',
        industry: '반도체',
        'ROE (Fwd)': 79.43,
        결산: 'Jan',
        '45933': 4.1,
      },
      { Ticker: 'AFMD', corpName: 'Affimed', 'ROE (Fwd)': null, '45926.0': -1, returns: { '1W': 0.1 } },
    ]);
    const store = await openStore({ name });
    expect(store.upgraded).toEqual({ companies: 2, leftOut: [] });
    expect(await store.currentRelease()).toMatchObject({ asOf: '2025-10-03', month: null, companies: 2 });
    const { fields, native, provenance } = await store.companies();
    expect(tableToRows(fields)).toEqual([
      { Ticker: 'AFMD', corpName: 'Affimed', 'ROE (Fwd)': null, industry: null },
      { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43, industry: '반도체' },
    ]);
    expect(tableToRows(native)).toEqual([
      { '45926.0': -1, returns: '{"1W":0.1}', 결산: null, '45933': null },
      { '45926.0': null, returns: null, 결산: 'Jan', '45933': 4.1 },
    ]);
    expect(provenance.profile).toBe('StockAnalyzerDB-1');
    expect((await store.search('nvidia'))[0]?.ticker).toBe('NVDA');
    expect((await openStore({ name })).upgraded).toBeNull();
  });

  it('of any date gives way to whatever is published, and a delisted company goes with it', async () => {
    const name = await firstVersion([
      { Ticker: 'NVDA', corpName: 'NVIDIA' },
      { Ticker: 'GONE', corpName: 'Delisted' },
    ]);
    const store = await openStore({ name });
    expect((await store.currentRelease())?.asOf).toBe('1970-01-01');
    await store.publish(sampleWeek([{ Ticker: 'NVDA', corpName: 'NVIDIA' }]));
    expect(await store.get('GONE')).toBeUndefined();
    expect((await store.query()).total).toBe(1);
    expect((await store.history('GONE')).map(({ asOf }) => asOf)).toEqual(['1970-01-01']);
  });

  it('holds whatever was put into it', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const name = await firstVersion([
      { Ticker: 1398, corpName: 'ICBC' },
      { Ticker: '1398', corpName: 'ICBC again' },
      { Ticker: 'A\0B', corpName: null, 'ROE (Fwd)': '15.5%', __proto__x: 1n },
      { Ticker: 'C', when: new Date(Date.UTC(2025, 0, 1)), never: new Date(Number.NaN), cyclic },
      { Ticker: 'D', list: [1, 2], flag: true, none: undefined, nan: Number.NaN },
    ]);
    const store = await openStore({ name });
    expect(store.upgraded).toEqual({ companies: 4, leftOut: ['1398'] });
    expect((await store.get('1398'))?.fields.corpName).toBe('ICBC');
    const damaged = await store.get('A\ufffdB');
    expect(damaged?.fields).toMatchObject({ corpName: null, 'ROE (Fwd)': null });
    expect(damaged?.native.__proto__x).toBe('1');
    expect((await store.companies()).fields.byName.get('ROE (Fwd)')?.causes?.size).toBe(1);
    expect((await store.get('C'))?.native).toMatchObject({
      when: '2025-01-01T00:00:00.000Z',
      never: 'Invalid Date',
      cyclic: '[object Object]',
    });
    expect((await store.get('D'))?.native).toMatchObject({
      list: '[1,2]',
      flag: true,
      none: null,
      nan: null,
    });
  });

  it('of more rows than are read at once loses none', async () => {
    const rows = Array.from({ length: 4001 }, (_, index) => ({ Ticker: `T${index}`, corpName: `${index}` }));
    const store = await openStore({ name: await firstVersion(rows) });
    expect((await store.query({ limit: 1 })).total).toBe(4001);
    expect((await store.get('T3999'))?.fields.corpName).toBe('3999');
  });

  it('with nothing in it becomes an empty store', async () => {
    const store = await openStore({ name: await firstVersion([]) });
    expect(store.upgraded).toBeNull();
    expect(await store.releases()).toEqual([]);
  });

  it('is upgraded by whoever comes first, preferences too', async () => {
    const name = await firstVersion([{ Ticker: 'NVDA', corpName: 'NVIDIA' }]);
    const preferences = await openPreferences({ name });
    await preferences.set('language', 'ko');
    const store = await openStore({ name });
    expect((await store.query()).total).toBe(1);
    expect(await preferences.get('language')).toBe('ko');
    preferences.close();
  });
});
