import { PGlite } from '@electric-sql/pglite';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companySchema } from '../company/schema';
import { extendSchema } from '../schema';
import type { CellValue, Row } from '../table';
import { addColumnSql, companiesFullSelect, fieldTables, type SqlDialect, toSqlDdl } from './index';

interface Engine {
  exec(sql: string): Promise<unknown>;
  all(sql: string, values?: CellValue[]): Promise<Record<string, unknown>[]>;
  close(): unknown;
}

function sqlite(): Engine {
  const db = new Database(':memory:');
  db.exec('PRAGMA foreign_keys = ON');
  return {
    exec: async (sql) => db.exec(sql),
    all: async (sql, values = []) => {
      const statement = db.prepare(sql.replaceAll(/\$\d+/g, '?'));
      if (!statement.reader) return [{ changes: statement.run(...values).changes }];
      const names = statement.columns().map(({ name }) => name);
      return statement
        .raw()
        .all(...values)
        .map((row) => Object.fromEntries((row as unknown[]).map((cell, at) => [names[at], cell])));
    },
    close: () => db.close(),
  };
}

async function postgres(): Promise<Engine> {
  const db = await PGlite.create();
  return {
    exec: (sql) => db.exec(sql),
    all: async (sql, values = []) => (await db.query<Record<string, unknown>>(sql, values)).rows,
    close: () => db.close(),
  };
}

/** Made up, but of the real shapes: other scripts, quotes, commas, a negative multiple, a cap beyond 32 bits. */
const nvidia: Row = {
  Ticker: 'NVDA',
  corpName: 'S&W "Seed" ``McDonald`s`` O\'Neil',
  industry: '상사,자본재',
  exchange: 'NASDAQ',
  Analyst: null,
  Rating: 'Strong Buy',
  'PER (Oct-25)': -100.25,
  'PBR (Oct-25)': 35.7214439673381,
  'EV/EBITDA (Fwd)': 0,
  'EV/Sales (Fwd)': null,
  'Price/Sales (Oct-25)': 0.1 + 0.2,
  'Price/Cash Flow (Oct-25)': 1e-7,
  'Dividend Yield (Fwd)': 0.02,
  'Payout Ratio (Fwd)': 200,
  'ROE (Fwd)': 79.43,
  'ROA (Fwd)': 5e-324,
  'ROIC (Fwd)': 1.7976931348623157e308,
  'Gross Margin (Fwd)': 75.5,
  'Operating Margin (Fwd)': -36538,
  'Net Margin (Fwd)': null,
  'Debt/Equity (Fwd)': 12.5,
  'Current Ratio (Fwd)': 4.4,
  'Quick Ratio (Fwd)': 3.7,
  'Interest Coverage (Fwd)': 412.25,
  'Cash/Debt (Oct-25)': 5.6,
  'Asset Turnover (Fwd)': 1.1,
  'Inventory Turnover (Fwd)': 0,
  'Return (Y)': 52.72,
  'Return (3Y)': 1200.5,
  'Return (5Y)': null,
  'Beta (5Y)': 1.9,
  '52W High': 750583.17,
  '52W Low': 86.62,
  'Avg Volume (3M)': 3_123_456_789,
  'Float Short (%)': 0.9,
  '(USD mn)': 4559166,
  'Revenue (Fwd)': 206_000.5,
  'EBITDA (Fwd)': -100_000.25,
  'EPS (Fwd)': 4.51,
};

async function insert(engine: Engine, table: string, row: Record<string, CellValue>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await engine.all(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`,
    Object.values(row),
  );
}

const addSnapshot = (engine: Engine, id: number, asOf: string) =>
  insert(engine, 'snapshots', {
    id,
    release_id: `week-${id}`,
    as_of: asOf,
    month: 'Oct-25',
    company_count: 1,
    profile: 'test',
    field_names: '[]',
    field_schema: '{}',
    native_schema: '{}',
    staged_at: '2025-10-11T00:00:00.000Z',
  });

async function addCompany(engine: Engine, snapshot: number, company: number, row: Row): Promise<void> {
  for (const { name, category, fields } of fieldTables(companySchema)) {
    await insert(engine, name, {
      snapshot_id: snapshot,
      company_id: company,
      ...(category === 'identity' ? { position: company } : {}),
      ...Object.fromEntries(fields.map((field) => [field.column, row[field.name] ?? null])),
    });
  }
}

const release = (engine: Engine, dialect: SqlDialect, snapshot: number, current: boolean) =>
  insert(engine, 'releases', {
    snapshot_id: snapshot,
    sequence: snapshot,
    released_at: '2025-10-11T00:00:00.000Z',
    is_current: dialect === 'postgres' ? current : Number(current),
  });

const engines: [SqlDialect, () => Engine | Promise<Engine>][] = [
  ['sqlite', sqlite],
  ['postgres', postgres],
];

describe.each(engines)('toSqlDdl for %s', (dialect, open) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await open();
    for (const statement of toSqlDdl(companySchema, { dialect })) await engine.exec(statement);
    await insert(engine, 'companies', { id: 1, ticker: 'NVDA', corp_name: 'old name' });
    await addSnapshot(engine, 1, '2025-10-03');
    await addSnapshot(engine, 2, '2025-10-10');
    await addSnapshot(engine, 3, '2025-10-10');
    await addCompany(engine, 1, 1, { ...nvidia, corpName: 'old name', 'ROE (Fwd)': 1 });
    await addCompany(engine, 2, 1, nvidia);
    await addCompany(engine, 3, 1, { ...nvidia, 'ROE (Fwd)': 3 });
    await release(engine, dialect, 1, false);
    await release(engine, dialect, 2, true);
  }, 60_000);
  afterAll(() => engine.close());

  it('can be run again and changes nothing', async () => {
    for (const statement of toSqlDdl(companySchema, { dialect })) await engine.exec(statement);
    expect(await engine.all('SELECT count(*) AS n FROM "companies_full"')).toEqual([{ n: 1 }]);
  });

  it('gives all 39 fields of the current release back, under their display names and in order', async () => {
    const rows = await engine.all('SELECT * FROM "companies_full"');
    expect(rows).toEqual([nvidia]);
    expect(Object.keys(rows[0]!)).toEqual(companySchema.fields.map(({ name }) => name));
  });

  it('names the fields by another month on demand', async () => {
    const [row] = await engine.all(companiesFullSelect(companySchema, { month: 'Nov-25' }));
    expect(row?.['PER (Nov-25)']).toBe(-100.25);
    expect(row).not.toHaveProperty(['PER (Oct-25)']);
  });

  it('keeps history by date, and of two releases of one date the current one, else the later', async () => {
    const roes = async () =>
      (await engine.all('SELECT "ROE (Fwd)" AS roe FROM "companies_history" ORDER BY "as_of"')).map(
        ({ roe }) => roe,
      );
    expect(await roes()).toEqual([1, 79.43]);
    await release(engine, dialect, 3, false);
    expect(await roes()).toEqual([1, 79.43]);
    await engine.exec(`UPDATE "releases" SET "is_current" = ${dialect === 'postgres' ? 'false' : '0'}`);
    expect(await roes()).toEqual([1, 3]);
    await engine.exec(
      `UPDATE "releases" SET "is_current" = ${dialect === 'postgres' ? 'true' : '1'} WHERE "snapshot_id" = 2`,
    );
  });

  it('refuses a second row of a company and snapshot, a second current release, an unknown company', async () => {
    await expect(addCompany(engine, 2, 1, nvidia)).rejects.toThrow(/unique/i);
    await expect(
      engine.exec(`UPDATE "releases" SET "is_current" = ${dialect === 'postgres' ? 'true' : '1'}`),
    ).rejects.toThrow(/unique/i);
    await expect(addCompany(engine, 2, 99, nvidia)).rejects.toThrow(/foreign key/i);
    await expect(insert(engine, 'companies', { ticker: 'NVDA', corp_name: 'again' })).rejects.toThrow(
      /unique/i,
    );
  });

  it('takes a discarded snapshot with all its rows, and never a released one', async () => {
    await addSnapshot(engine, 4, '2025-10-17');
    await addCompany(engine, 4, 1, nvidia);
    await engine.exec('DELETE FROM "snapshots" WHERE "id" = 4');
    expect(await engine.all('SELECT count(*) AS n FROM "valuation_metrics" WHERE "snapshot_id" = 4')).toEqual(
      [{ n: 0 }],
    );
    await expect(engine.exec('DELETE FROM "snapshots" WHERE "id" = 2')).rejects.toThrow(/foreign key/i);
  });

  it('moves updated_at when a row changes', async () => {
    await engine.exec(`UPDATE "companies" SET "updated_at" = '2000-01-01T00:00:00.000Z', "rating" = 'Hold'`);
    await engine.exec(`UPDATE "companies" SET "corp_name" = 'new name'`);
    const [row] = await engine.all(
      `SELECT "updated_at" > '2020-01-01' AS moved, "created_at" <= "updated_at" AS later FROM "companies"`,
    );
    expect(Object.values(row!).map(Boolean)).toEqual([true, true]);
  });

  it('reads native fields by name', async () => {
    await insert(engine, 'native_fields', { snapshot_id: 2, position: 0, name: '결산' });
    await insert(engine, 'native_fields', { snapshot_id: 2, position: 1, name: '__proto__' });
    await insert(engine, 'native_values', { snapshot_id: 2, company_id: 1, cells: '["Jan",0.1]' });
    expect(await engine.all('SELECT * FROM "native_full" ORDER BY "field" DESC')).toEqual([
      { ticker: 'NVDA', field: '결산', value: 'Jan' },
      { ticker: 'NVDA', field: '__proto__', value: 0.1 },
    ]);
  });

  it('grows with its schema', async () => {
    const grown = extendSchema(companySchema, {
      version: '1.1.0',
      fields: [
        {
          name: 'Green Share (%)',
          key: 'greenShare',
          column: 'green_share_pct',
          category: 'fundamental',
          kind: 'percentage',
          unit: 'percent',
          description: { en: 'Share of green sales', ko: '친환경 매출 비중' },
        },
      ],
    });
    await engine.exec(addColumnSql('fundamental_data', { name: 'green_share_pct', type: 'number' }, dialect));
    for (const statement of toSqlDdl(grown, { dialect })) await engine.exec(statement);
    await engine.exec('UPDATE "fundamental_data" SET "green_share_pct" = 12.5 WHERE "snapshot_id" = 2');
    expect(await engine.all('SELECT "Green Share (%)" AS share FROM "companies_full"')).toEqual([
      { share: 12.5 },
    ]);
  });
});

describe('the SQLite tables answer their queries without a scan of other weeks', () => {
  const db = new Database(':memory:');
  for (const statement of toSqlDdl(companySchema, { dialect: 'sqlite' })) db.exec(statement);
  const plan = (sql: string): string =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .raw()
      .all()
      .map((row) => String((row as unknown[])[3]))
      .join('\n');

  it('one company of the current release', () => {
    const steps = plan(`SELECT * FROM "companies_full" WHERE "Ticker" = 'NVDA'`);
    expect(steps).not.toContain('SCAN c');
    expect(steps).not.toContain('SCAN i');
    expect(steps).toMatch(/SEARCH i USING PRIMARY KEY \(snapshot_id=\? AND company_id=\?\)/);
    expect(steps).toMatch(/SEARCH m1 USING PRIMARY KEY \(snapshot_id=\? AND company_id=\?\)/);
  });

  it('the whole current release, and by industry or exchange', () => {
    expect(plan('SELECT * FROM "companies_full"')).toMatch(
      /SCAN releases USING (COVERING )?INDEX idx_releases_current/,
    );
    expect(plan('SELECT * FROM "companies_full"')).toMatch(/SEARCH i USING PRIMARY KEY \(snapshot_id=\?\)/);
    expect(plan(`SELECT * FROM "companies_full" WHERE "industry" = '반도체'`)).toMatch(
      /SEARCH i USING PRIMARY KEY \(snapshot_id=\?\)/,
    );
  });

  it('one company through the weeks', () => {
    const steps = plan(`SELECT * FROM "companies_history" WHERE "Ticker" = 'NVDA' ORDER BY "as_of"`);
    expect(steps).toMatch(/SEARCH i USING PRIMARY KEY \(snapshot_id=\? AND company_id=\?\)/);
    expect(steps).toMatch(/SEARCH other USING COVERING INDEX idx_snapshots_as_of/);
  });

  it('all companies of some dates', () => {
    const steps = plan(`SELECT * FROM "companies_history" WHERE "as_of" >= '2025-10-01'`);
    expect(steps).toMatch(/SEARCH s USING (COVERING )?INDEX idx_snapshots_as_of \(as_of>\?\)/);
    expect(steps).toMatch(/SEARCH i USING PRIMARY KEY \(snapshot_id=\?\)/);
  });

  it('one native field of the current release', () => {
    const steps = plan(`SELECT * FROM "native_full" WHERE "field" = 'EPS' AND "ticker" = 'NVDA'`);
    expect(steps).toMatch(/SEARCH f USING PRIMARY KEY \(snapshot_id=\?\)/);
    expect(steps).toMatch(/SEARCH n USING INDEX \w+ \(snapshot_id=\? AND company_id=\?\)/);
  });
});
