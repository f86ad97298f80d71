import type { Schema } from '@stock-analyzer/schema';
import { quoteIdentifier } from '@stock-analyzer/schema/sql';
import type { ReleaseInfo } from '../release/types';
import { all, type Connection, run, type SqlValue } from '../sql/connection';
import { parseSchema } from './schema';

const INFO = `SELECT s.release_id, s.as_of, s.month, s.company_count, s.staged_at, r.released_at, r.is_current
FROM snapshots s LEFT JOIN releases r ON r.snapshot_id = s.id`;

/** Every snapshot, by date, then in the order of staging. */
export function listReleases(db: Connection): ReleaseInfo[] {
  return all(db, `${INFO} ORDER BY s.as_of, s.id`).map(toInfo);
}

function toInfo(row: SqlValue[]): ReleaseInfo {
  const [id, asOf, month, companies, stagedAt, releasedAt, current] = row;
  return { id, asOf, month, companies, stagedAt, releasedAt, current: current === 1 } as ReleaseInfo;
}

/** Brings the tables from one list of releases to another; part of the caller's transaction. */
export function writeReleases(
  db: Connection,
  before: readonly ReleaseInfo[],
  after: readonly ReleaseInfo[],
): void {
  const changed = new Map(after.map((release) => [release.id, release]));
  for (const was of before) {
    const now = changed.get(was.id);
    if (!now) run(db, 'DELETE FROM snapshots WHERE release_id = ?', [was.id]);
    else if (was.current && !now.current) run(db, 'UPDATE releases SET is_current = 0 WHERE is_current');
  }
  for (const was of before) {
    const now = changed.get(was.id);
    if (now && (now.releasedAt !== was.releasedAt || (now.current && !was.current))) releaseSnapshot(db, now);
  }
}

/** A release that comes back counts as the newest again. */
function releaseSnapshot(db: Connection, { id, releasedAt, current }: ReleaseInfo): void {
  const [found] = all(db, 'SELECT id, field_schema FROM snapshots WHERE release_id = ?', [id]);
  const [snapshot, schema] = found as [number, string];
  run(
    db,
    `INSERT INTO releases (snapshot_id, sequence, released_at, is_current)
     VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM releases), ?, ?)
     ON CONFLICT (snapshot_id) DO UPDATE SET
       sequence = excluded.sequence, released_at = excluded.released_at, is_current = excluded.is_current`,
    [snapshot, releasedAt, current ? 1 : 0],
  );
  if (current) updateIdentity(db, snapshot, parseSchema(schema));
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
