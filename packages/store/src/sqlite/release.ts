import type { Schema } from '@stock-analyzer/schema';
import { quoteIdentifier } from '@stock-analyzer/schema/sql';
import type { ReleaseInfo, ReleaseOptions } from '../contract';
import { StoreError } from '../errors';
import { all, type Connection, run, type SqlValue } from './connect';
import { parseSchema } from './schema';

const INFO = `SELECT s.release_id, s.as_of, s.month, s.company_count, s.staged_at, r.released_at, r.is_current
FROM snapshots s LEFT JOIN releases r ON r.snapshot_id = s.id`;

/** Every snapshot, by date, then in the order of staging. */
export function listReleases(db: Connection): ReleaseInfo[] {
  return all(db, `${INFO} ORDER BY s.as_of, s.id`).map(toInfo);
}

export function currentRelease(db: Connection): ReleaseInfo | null {
  const [row] = all(db, `${INFO} WHERE r.is_current`);
  return row ? toInfo(row) : null;
}

function toInfo(row: SqlValue[]): ReleaseInfo {
  const [id, asOf, month, companies, stagedAt, releasedAt, current] = row;
  return { id, asOf, month, companies, stagedAt, releasedAt, current: current === 1 } as ReleaseInfo;
}

/** Throws if a release of that date would take readers back to an older week unasked. */
export function refuseOlder(db: Connection, asOf: string, options: ReleaseOptions): void {
  const current = currentRelease(db);
  if (!current || asOf >= current.asOf || options.asHistory || options.allowOlder) return;
  throw new StoreError({
    code: 'OLDER_WEEK',
    message: `The week of ${asOf} is older than the current release of ${current.asOf}`,
    advice: 'Record it with asHistory, or pass allowOlder to go back to it.',
  });
}

/** Moves the release pointer; part of the caller's transaction. False if nothing had to change. */
export function releaseSnapshot(db: Connection, releaseId: string, options: ReleaseOptions): boolean {
  const [found] = all(
    db,
    `SELECT s.id, s.as_of, s.field_schema, r.is_current FROM snapshots s
     LEFT JOIN releases r ON r.snapshot_id = s.id WHERE s.release_id = ?`,
    [releaseId],
  );
  if (!found) throw unknownRelease(`There is no snapshot "${releaseId}"`);
  const [id, asOf, schema, state] = found as [number, string, string, number | null];
  if (state === 1 || (options.asHistory && state === 0)) return false;
  refuseOlder(db, asOf, options);
  if (!options.asHistory) run(db, 'UPDATE releases SET is_current = 0 WHERE is_current');
  // A release that comes back counts as the newest again.
  run(
    db,
    `INSERT INTO releases (snapshot_id, sequence, released_at, is_current)
     VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM releases), ?, ?)
     ON CONFLICT (snapshot_id) DO UPDATE SET
       sequence = excluded.sequence, released_at = excluded.released_at, is_current = excluded.is_current`,
    [id, options.releasedAt ?? new Date().toISOString(), options.asHistory ? 0 : 1],
  );
  if (!options.asHistory) updateIdentity(db, id, parseSchema(schema));
  return true;
}

/** Brings table `companies` up to the release, touching only those whose identity changed. */
function updateIdentity(db: Connection, snapshot: number, schema: Schema): void {
  const columns = schema.fields
    .filter(({ category, column }) => category === 'identity' && column !== 'ticker')
    .map(({ column }) => quoteIdentifier(column));
  if (columns.length === 0) return;
  run(
    db,
    `UPDATE companies SET ${columns.map((name) => `${name} = i.${name}`).join(', ')}
     FROM company_identity i
     WHERE i.snapshot_id = ? AND i.company_id = companies.id
       AND (${columns.map((name) => `companies.${name} IS NOT i.${name}`).join(' OR ')})`,
    [snapshot],
  );
}

/** Removes a snapshot that was never released, its rows with it. False if there is none. */
export function discardSnapshot(db: Connection, releaseId: string): boolean {
  const [found] = all(
    db,
    'SELECT s.id, r.snapshot_id FROM snapshots s LEFT JOIN releases r ON r.snapshot_id = s.id WHERE s.release_id = ?',
    [releaseId],
  );
  if (!found) return false;
  if (found[1] !== null) {
    throw new StoreError({
      code: 'ALREADY_RELEASED',
      message: `"${releaseId}" was released and is history`,
      advice: 'Release another snapshot instead.',
    });
  }
  run(db, 'DELETE FROM snapshots WHERE id = ?', [found[0]!]);
  return true;
}

export function unknownRelease(message: string): StoreError {
  return new StoreError({ code: 'UNKNOWN_RELEASE', message, advice: 'See releases() for those there are.' });
}
