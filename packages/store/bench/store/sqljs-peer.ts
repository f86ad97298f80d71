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
  for (const columns of ['"PER (Oct-25)"', '"ROE (Fwd)"', '"(USD mn)"', 'exchange, "PER (Oct-25)"']) {
    db.run(`CREATE INDEX "by ${columns.replaceAll('"', '')}" ON companies (${columns}, "Ticker")`);
  }
  db.run('ANALYZE');
  const pageOf = (where: string, order: string) => {
    const select = db.prepare(`SELECT * FROM companies WHERE ${where} ORDER BY ${order}, "Ticker" LIMIT ?`);
    const count = db.prepare(`SELECT count(*) FROM companies WHERE ${where}`);
    return (
      first: string | number,
      second: string | number,
      limit: number,
    ): { found: Row[]; total: number } => {
      select.bind([first, second, limit]);
      const found: Row[] = [];
      while (select.step()) found.push(select.getAsObject() as Row);
      count.bind([first, second]);
      count.step();
      return { found, total: Number(count.get()[0]) };
    };
  };
  return {
    screen: pageOf('"ROE (Fwd)" > ? AND "PER (Oct-25)" < ?', '"(USD mn)" DESC NULLS LAST'),
    narrow: pageOf('"ROE (Fwd)" > ? AND exchange = ?', '"PER (Oct-25)" NULLS LAST'),
    close: () => db.close(),
  };
}
