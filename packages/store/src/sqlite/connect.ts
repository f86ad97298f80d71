import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StoreError } from '../errors';
import { all, type Connection } from '../sql/connection';
import { isBusy } from './errors';

/**
 * Opens the file. Of the engines for Node this one (libsql, a build of SQLite that comes inside npm) locks
 * through the operating system, so a killed process leaves no lock behind, and has a write-ahead log:
 * publishing a week writes that week and not the file, and readers go on reading meanwhile.
 */
export async function connect(path: string, busyTimeoutMs: number): Promise<Connection> {
  const Database = await loadEngine();
  if (path !== ':memory:') refuseUnwritable(path);
  // The client's types describe parameters so generally that no narrower slice of them is assignable.
  const db = new Database(path, { timeout: busyTimeoutMs }) as unknown as Connection;
  try {
    db.exec('PRAGMA foreign_keys = ON');
    // Of effect in a new file only. The native fields of a company fill an eighth of a page of this size; on
    // the default of 4096 bytes so much is left over at the end of each page that the file is a tenth bigger.
    db.exec('PRAGMA page_size = 8192');
    // A week is one transaction; let its log not stay that big for good.
    all(db, 'PRAGMA journal_size_limit = 1048576');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * A file at rest has no log (see close), so the first to write switches; one that is only read keeps every
 * byte. For this one step the engine fails at once when another process holds a lock, instead of waiting, so
 * we do.
 */
export async function switchToLog(db: Connection, busyTimeoutMs: number): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      if (all(db, 'PRAGMA journal_mode')[0]?.[0] !== 'wal') all(db, 'PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await setTimeout(5 + 20 * Math.random());
    }
  }
}

async function loadEngine() {
  try {
    return (await import('libsql')).default;
  } catch (cause) {
    throw new StoreError({
      code: 'MISSING_PEER',
      message:
        'The SQLite store needs the package "libsql", which is not installed or has no build for this platform',
      advice: 'Run: npm install libsql',
      cause,
    });
  }
}

/**
 * The engine needs to write both the file and its folder, where its log stands. It says the same of a missing
 * folder and of a forbidden one; people need to know which.
 */
function refuseUnwritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (cause) {
    const missing = !existsSync(dirname(path));
    throw new StoreError({
      code: missing ? 'CANNOT_OPEN' : 'READ_ONLY',
      message: missing ? 'The folder of the database does not exist' : 'The database may not be written',
      advice: missing ? 'Make the folder first.' : 'Give write permission, or choose another place.',
      place: { file: path },
      cause,
    });
  }
}
