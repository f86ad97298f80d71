import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  companySchema,
  type Dataset,
  defineSchema,
  extendSchema,
  type FieldDefinition,
  type Row,
} from '@stock-analyzer/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { all } from '../sql/connection';
import { bigWeek, sampleWeek } from '../testing/sample-week';
import { connect } from './connect';
import { openSqliteStore, type SqliteStore } from './index';

const nvidia: Row = {
  Ticker: 'NVDA',
  corpName: 'NVIDIA',
  industry: '반도체',
  Rating: 'Buy',
  'ROE (Fwd)': 79.43,
};
const apple: Row = {
  Ticker: 'AAPL',
  corpName: 'Apple',
  industry: 'IT하드웨어',
  Rating: null,
  'ROE (Fwd)': 181.76,
};

/** A week whose content, and so whose provenance, is its id's. */
function week(id: string, asOf: string, rows: Row[] = [nvidia, apple]): Dataset {
  return sampleWeek(rows, [], { asOf, provenance: { ...sampleWeek([]).provenance, sha256: id } });
}

let folder: string;
let path: string;
let store: SqliteStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  path = join(folder, 'stock.db');
  store = await openSqliteStore(path);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const publish = (id: string, asOf: string, rows?: Row[]) =>
  store.publish(week(id, asOf, rows), { releaseId: id });

/** What a reader with nothing but SQLite sees. */
async function query(sql: string): Promise<unknown[]> {
  const db = await connect(path, 1000);
  try {
    return all(db, sql);
  } finally {
    db.close();
  }
}

describe('staging and releasing', () => {
  it('shows nothing of a staged week, and all of a released one', async () => {
    await publish('w1', '2025-10-03');
    await store.stage(week('w2', '2025-10-10', [{ ...nvidia, 'ROE (Fwd)': 80 }]), { releaseId: 'w2' });
    expect(await query('SELECT "Ticker", "ROE (Fwd)" FROM companies_full')).toEqual([
      ['NVDA', 79.43],
      ['AAPL', 181.76],
    ]);
    await store.release('w2');
    expect(await query('SELECT "Ticker", "ROE (Fwd)" FROM companies_full')).toEqual([['NVDA', 80]]);
  });

  it('tells of every snapshot: staged, released, current', async () => {
    expect(await store.currentRelease()).toBeNull();
    await store.stage(week('w2', '2025-10-10'), { releaseId: 'w2', stagedAt: '2025-10-11T00:00:00.000Z' });
    await store.stage(week('w1', '2025-10-03'), { releaseId: 'w1', stagedAt: '2025-10-12T00:00:00.000Z' });
    await store.release('w2', { releasedAt: '2025-10-11T00:00:01.000Z' });
    const w2 = {
      id: 'w2',
      asOf: '2025-10-10',
      month: 'Oct-25',
      companies: 2,
      stagedAt: '2025-10-11T00:00:00.000Z',
      releasedAt: '2025-10-11T00:00:01.000Z',
      current: true,
    };
    expect(await store.currentRelease()).toEqual(w2);
    expect(await store.releases()).toEqual([
      {
        ...w2,
        id: 'w1',
        asOf: '2025-10-03',
        stagedAt: '2025-10-12T00:00:00.000Z',
        releasedAt: null,
        current: false,
      },
      w2,
    ]);
  });

  it('does nothing the second time', async () => {
    expect(await publish('w1', '2025-10-03')).toBe(true);
    const before = await store.releases();
    expect(await store.stage(week('w1', '2025-10-03'), { releaseId: 'w1' })).toBe(false);
    expect(await store.release('w1')).toBe(false);
    expect(await publish('w1', '2025-10-03')).toBe(false);
    expect(await store.releases()).toEqual(before);
  });

  it('refuses another dataset under a taken id', async () => {
    await publish('w1', '2025-10-03');
    await expect(store.stage(week('w1', '2025-10-03', [apple]), { releaseId: 'w1' })).rejects.toMatchObject({
      code: 'RELEASE_CONFLICT',
    });
    await expect(publish('w1', '2025-10-10')).rejects.toMatchObject({ code: 'RELEASE_CONFLICT' });
  });

  it('finishes what a run left staged', async () => {
    await store.stage(week('w1', '2025-10-03'), { releaseId: 'w1' });
    expect(await publish('w1', '2025-10-03')).toBe(true);
    expect((await store.currentRelease())?.id).toBe('w1');
  });

  it('knows of no release that was never staged', async () => {
    await expect(store.release('nowhere')).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE' });
    await expect(store.companies()).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE' });
    await expect(store.get('NVDA', { asOf: '2025-10-10' })).rejects.toMatchObject({
      code: 'UNKNOWN_RELEASE',
    });
  });
});

describe('an older week', () => {
  beforeEach(() => publish('new', '2025-10-10'));

  it('never becomes current by accident, and nothing of it is written', async () => {
    await expect(publish('old', '2025-10-03')).rejects.toMatchObject({ code: 'OLDER_WEEK' });
    expect((await store.releases()).map(({ id }) => id)).toEqual(['new']);
    await store.stage(week('old', '2025-10-03'), { releaseId: 'old' });
    await expect(store.release('old')).rejects.toMatchObject({ code: 'OLDER_WEEK' });
    expect((await store.currentRelease())?.id).toBe('new');
  });

  it('goes into history on demand, once', async () => {
    const old = week('old', '2025-10-03', [{ ...nvidia, corpName: 'Nvidia Corp' }]);
    expect(await store.publish(old, { releaseId: 'old', asHistory: true })).toBe(true);
    expect(await store.publish(old, { releaseId: 'old', asHistory: true })).toBe(false);
    expect((await store.currentRelease())?.id).toBe('new');
    expect((await store.history('NVDA')).map(({ asOf }) => asOf)).toEqual(['2025-10-03', '2025-10-10']);
    expect(await query(`SELECT corp_name FROM companies WHERE ticker = 'NVDA'`)).toEqual([['NVIDIA']]);
  });

  it('comes back when a release is taken back on purpose', async () => {
    await publish('bad', '2025-10-17', [{ ...nvidia, 'ROE (Fwd)': 7943, corpName: 'Bad' }]);
    expect(await store.release('new', { allowOlder: true })).toBe(true);
    expect(await query('SELECT "Ticker", "ROE (Fwd)" FROM companies_full')).toHaveLength(2);
    expect(await query(`SELECT corp_name FROM companies WHERE ticker = 'NVDA'`)).toEqual([['NVIDIA']]);
  });
});

describe('discarding', () => {
  it('removes a staged week with all its rows, and says when there is none', async () => {
    await publish('w1', '2025-10-03');
    const tables = [
      'snapshots',
      'company_identity',
      'profitability_metrics',
      'native_fields',
      'native_values',
    ];
    const counts = () => Promise.all(tables.map((table) => query(`SELECT count(*) FROM ${table}`)));
    const before = await counts();
    await store.stage(sampleWeek([nvidia], [{ Price: 1 }]), { releaseId: 'w2' });
    expect(await counts()).not.toEqual(before);
    expect(await store.discard('w2')).toBe(true);
    expect(await counts()).toEqual(before);
    expect(await store.discard('w2')).toBe(false);
  });

  it('never touches what was released, current or not', async () => {
    await publish('w1', '2025-10-03');
    await publish('w2', '2025-10-10');
    for (const id of ['w1', 'w2'])
      await expect(store.discard(id)).rejects.toMatchObject({ code: 'ALREADY_RELEASED' });
    expect(await store.releases()).toHaveLength(2);
  });
});

describe('history', () => {
  it('keeps identity by date as well, and a restated week beside the first', async () => {
    await publish('w1', '2025-10-03', [{ ...nvidia, Rating: 'Hold', industry: '소프트웨어' }]);
    await publish('w2', '2025-10-10', [nvidia]);
    await publish('w2b', '2025-10-10', [{ ...nvidia, 'ROE (Fwd)': 80 }]);
    const history = await store.history('NVDA');
    expect(history.map(({ releaseId, fields }) => [releaseId, fields.Rating, fields['ROE (Fwd)']])).toEqual([
      ['w1', 'Hold', 79.43],
      ['w2b', 'Buy', 80],
    ]);
    expect((await store.get('NVDA', { releaseId: 'w2' }))?.fields['ROE (Fwd)']).toBe(79.43);
    expect(await store.releases()).toHaveLength(3);
  });

  it('answers for a span, for a date between weeks, and for companies that come and go', async () => {
    await publish('w1', '2025-10-03', [nvidia]);
    await publish('w2', '2025-10-10', [apple]);
    await publish('w3', '2025-10-17', [nvidia, apple]);
    const dates = async (span = {}) => (await store.history('NVDA', span)).map(({ asOf }) => asOf);
    expect(await dates()).toEqual(['2025-10-03', '2025-10-17']);
    expect(await dates({ from: '2025-10-04' })).toEqual(['2025-10-17']);
    expect(await dates({ to: '2025-10-03' })).toEqual(['2025-10-03']);
    expect(await store.history('NOWHERE')).toEqual([]);
    expect(await store.get('NVDA', { asOf: '2025-10-16' })).toBeUndefined();
    expect((await store.get('AAPL', { asOf: '2025-10-16' }))?.releaseId).toBe('w2');
    await expect(store.companies({ asOf: '2025-10-02' })).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE' });
  });
});

describe('a schema that grows', () => {
  const green = {
    name: 'Green Share (%)',
    key: 'greenShare',
    column: 'green_share_pct',
    category: 'fundamental',
    kind: 'percentage',
    unit: 'percent',
    description: { en: 'Share of green sales', ko: '친환경 매출 비중' },
  } as const;
  const schema = extendSchema(companySchema, { version: '1.1.0', fields: [green] });

  it('gets its column and its place in the views, and keeps both when a narrower week follows', async () => {
    await publish('w1', '2025-10-03');
    const grown = { ...week('w2', '2025-10-10', [{ ...nvidia, 'Green Share (%)': 12.5 }]), schema };
    await store.publish(grown, { releaseId: 'w2' });
    expect(await query('SELECT "Green Share (%)" FROM companies_full')).toEqual([[12.5]]);
    await publish('w3', '2025-10-17');
    expect(await query('SELECT DISTINCT "Green Share (%)" FROM companies_full')).toEqual([[null]]);
    const history = await store.history('NVDA');
    expect(history.map(({ fields }) => fields['Green Share (%)'])).toEqual([undefined, 12.5, undefined]);
    expect((await store.companies({ releaseId: 'w2' })).schema.byName.get('Green Share (%)')).toEqual(green);
  });

  it('may not turn numbers into texts', async () => {
    const { name, key, column, category } = companySchema.byName.get('ROE (Fwd)')!;
    const text: FieldDefinition = { name, key, column, category, kind: 'string', unit: 'none' };
    const changed = defineSchema({
      id: 'company',
      version: '2.0.0',
      fields: companySchema.fields.map((field) => (field.name === name ? text : field)),
    });
    await expect(
      store.stage({ ...week('w1', '2025-10-03'), schema: changed }, { releaseId: 'w1' }),
    ).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
    expect(await store.releases()).toEqual([]);
  });
});

describe('what cannot be stored is refused before anything is written', () => {
  it.each<[string, Dataset, object]>([
    ['a date that is none', week('w', '2025-13-45'), {}],
    ['a ticker twice', week('w', '2025-10-10', [nvidia, nvidia]), { row: 2, ticker: 'NVDA' }],
    ['no ticker', week('w', '2025-10-10', [{ ...nvidia, Ticker: null }]), { row: 1, field: 'Ticker' }],
    [
      'a number for a ticker',
      week('w', '2025-10-10', [{ ...nvidia, Ticker: 1398 }]),
      { row: 1, field: 'Ticker' },
    ],
    [
      'no name',
      week('w', '2025-10-10', [apple, { ...nvidia, corpName: null }]),
      { row: 2, ticker: 'NVDA', field: 'corpName' },
    ],
    ['native rows of other companies', sampleWeek([nvidia], [{ a: 1 }, { a: 2 }]), {}],
  ])('%s', async (_, dataset, place) => {
    await expect(store.publish(dataset, { releaseId: 'w' })).rejects.toMatchObject({
      code: 'INVALID_DATASET',
      place,
    });
    expect(await store.releases()).toEqual([]);
  });
});

it('grows by the week only, however many there are', { timeout: 30_000 }, async () => {
  const sizes: number[] = [];
  for (let index = 0; index < 12; index++) {
    const asOf = new Date(Date.UTC(2025, 0, 3 + 7 * index)).toISOString().slice(0, 10);
    await store.publish(bigWeek(500, asOf), { releaseId: asOf });
    await store.close();
    sizes.push(statSync(path).size);
    store = await openSqliteStore(path);
  }
  const growth = sizes.slice(1).map((size, index) => size - sizes[index]!);
  expect(Math.max(...growth)).toBeLessThan(2 * Math.min(...growth));
  expect(await store.check()).toEqual([]);
});
