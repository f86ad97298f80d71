import type { Row } from '@stock-analyzer/schema';
import initSqlJs from 'sql.js';

/** The rows in one table of sql.js, as a page would write it by hand: indexes on what it asks for, prepared statements. */
export async function indexedDatabase(rows: readonly Row[]) {
  const SQL = await initSqlJs();
  const db = new SQL.Database();
  const names = Object.keys(rows[0]!);
  const quoted = names.map((name) => `"${name}"`);
  db.run(`CREATE TABLE companies (${quoted.join(', ')})`);
  const insert = db.prepare(`INSERT INTO companies VALUES (${names.map(() => '?').join(', ')})`);
  db.run('BEGIN');
  for (const row of rows) insert.run(names.map((name) => row[name] as string | number | null));
  db.run('COMMIT');
  insert.free();
  db.run('CREATE INDEX by_exchange_per ON companies (exchange, "PER (Oct-25)", "Ticker")');
  db.run('CREATE INDEX by_exchange_roe ON companies (exchange, "ROE (Fwd)")');
  db.run('ANALYZE');
  const where = 'FROM companies WHERE "ROE (Fwd)" > ? AND exchange = ?';
  const select = db.prepare(`SELECT * ${where} ORDER BY "PER (Oct-25)" NULLS LAST, "Ticker" LIMIT ?`);
  const count = db.prepare(`SELECT count(*) ${where}`);
  return {
    page(floor: number, exchange: string, limit: number): { found: Row[]; total: number } {
      select.bind([floor, exchange, limit]);
      const found: Row[] = [];
      while (select.step()) found.push(select.getAsObject() as Row);
      count.bind([floor, exchange]);
      count.step();
      return { found, total: Number(count.get()[0]) };
    },
    close: () => db.close(),
  };
}
