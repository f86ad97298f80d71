import type { Connection } from './connection';

/** Runs work as one transaction: all of it, or nothing when it throws. */
export function transaction<Result>(
  db: Connection,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  work: (db: Connection) => Result,
): Result {
  db.exec(begin);
  try {
    const result = work(db);
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollback(db);
    throw error;
  }
}

function rollback(db: Connection): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // A full disk and a few other failures have rolled back already; the first error is the one to tell.
  }
}
