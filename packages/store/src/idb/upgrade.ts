import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { FirstVersionRow, FirstVersionWeek } from './first-version';
import type { Database, Transaction } from './schema';
import { writeSnapshot } from './write';

/** What came of a database that an older version had made. */
export interface UpgradedDatabase {
  /** Companies that are now the current release. */
  readonly companies: number;
  /** Tickers of rows that were left out: another row has the same ticker as a text, as the number 1398 and "1398". */
  readonly leftOut: readonly string[];
}

/** Makes a snapshot of the rows of version 1. */
export type WeekOfRows = (rows: readonly FirstVersionRow[]) => FirstVersionWeek;

type Step = (db: Database, tx: Transaction, weekOfRows: WeekOfRows) => Promise<UpgradedDatabase | null>;

/** How many old rows are in memory twice. */
const BATCH = 2000;

/** By version: what makes the next version of it. Nobody made version 1 anew since there is version 2. */
const STEPS: readonly Step[] = [async () => null, toSnapshots];

/** Brings the database from an older version (0: it is new) to the present one, within its version change. */
export async function upgrade(
  db: Database,
  tx: Transaction,
  from: number,
  weekOfRows: WeekOfRows,
): Promise<UpgradedDatabase | null> {
  let upgraded: UpgradedDatabase | null = null;
  for (const step of STEPS.slice(from)) upgraded = (await step(db, tx, weekOfRows)) ?? upgraded;
  return upgraded;
}

/** Version 1 had a row object for each company of one week, in the store `companies`. */
async function toSnapshots(
  db: Database,
  tx: Transaction,
  weekOfRows: WeekOfRows,
): Promise<UpgradedDatabase | null> {
  for (const name of ['state', 'snapshots', 'preferences'] as const) db.createObjectStore(name);
  const plain = db as unknown as IDBPDatabase;
  if (!plain.objectStoreNames.contains('companies')) return null;
  const rows = await readRows(tx as unknown as IDBPTransaction<unknown, string[], 'versionchange'>);
  plain.deleteObjectStore('companies');
  if (rows.length === 0) return null;
  const { release, dataset, leftOut } = weekOfRows(rows);
  await writeSnapshot(tx, release, dataset);
  return { companies: release.companies, leftOut };
}

async function readRows(tx: IDBPTransaction<unknown, string[], 'versionchange'>): Promise<FirstVersionRow[]> {
  const companies = tx.objectStore('companies');
  const rows: FirstVersionRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const batch = await companies.getAll(last && IDBKeyRange.lowerBound(last.Ticker, true), BATCH);
    rows.push(...batch);
    if (batch.length < BATCH) return rows;
  }
}
