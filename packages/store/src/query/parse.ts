import { type StoreError, storeError } from '../errors';
import { type Condition, invalid, parseFilter } from './condition';
import type { FieldCatalogue } from './fields';
import { Hash } from './hash';
import type { Query, Sort } from './language';

/** A query that was understood: its fields are known and its operands fit them. */
export interface ParsedQuery {
  readonly condition: Condition;
  /** After these, by ticker. */
  readonly sorts: readonly Required<Sort>[];
  /** How many fitting rows to skip. */
  readonly start: number;
  /** How many rows at most; Infinity for all. */
  readonly limit: number;
  /** The wanted fields, in order. */
  readonly fields: readonly string[];
  /** Of the snapshot with this id: the cursor of what follows the first `end` rows; null if there is nothing. */
  next(snapshotId: string, end: number, total: number): string | null;
}

/** Rows of a page where no limit is given. */
const PAGE = 50;

/**
 * Understands a query to the snapshot with this id.
 *
 * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`, `INVALID_CURSOR`.
 */
export function parseQuery(query: Query, fields: FieldCatalogue, snapshotId: string): ParsedQuery {
  const condition = parseFilter(query.filter, fields);
  const sorts = parseSorts(query.sort, fields);
  const fingerprint = Hash.of(JSON.stringify([condition, sorts])).hex;
  const { start, limit } = windowOf(query, snapshotId, fingerprint);
  const projection = parseProjection(query.projection, fields);
  return {
    condition,
    sorts,
    start,
    limit,
    fields: projection ?? fields.names,
    next: (id, end, total) => (end < total ? `${end}.${fingerprint}.${id}` : null),
  };
}

function parseSorts(sort: Query['sort'], fields: FieldCatalogue): Required<Sort>[] {
  const sorts = sort === undefined ? [] : Array.isArray(sort) ? (sort as readonly Sort[]) : [sort as Sort];
  return sorts.map((each) => {
    const { field, order = 'asc' } = each ?? {};
    if (typeof field !== 'string' || (order !== 'asc' && order !== 'desc')) {
      throw invalid('A sort needs a field, and the order "asc" or "desc"');
    }
    fields.typeOf(field);
    return { field, order };
  });
}

function parseProjection(
  projection: Query['projection'],
  fields: FieldCatalogue,
): readonly string[] | undefined {
  if (projection === undefined) return undefined;
  if (!Array.isArray(projection) || projection.some((name) => typeof name !== 'string')) {
    throw invalid('projection needs a list of fields', 'Use a display name such as "ROE (Fwd)".');
  }
  for (const name of projection) fields.typeOf(name);
  return projection;
}

function windowOf(
  { cursor, page, offset, limit: wanted }: Query,
  snapshotId: string,
  fingerprint: string,
): { start: number; limit: number } {
  if ([cursor, page, offset].filter((place) => place !== undefined).length > 1)
    throw invalid('Give one of cursor, page and offset');
  const all = cursor === undefined && page === undefined;
  const limit = whole('limit', wanted, 0, all ? Number.POSITIVE_INFINITY : PAGE);
  if (cursor === undefined) {
    return { start: whole('offset', offset, 0, (whole('page', page, 1, 1) - 1) * limit || 0), limit };
  }
  const { id, start, of } = readCursor(cursor);
  if (id !== snapshotId || of !== fingerprint) throw badCursor('The cursor is of another query');
  return { start, limit };
}

/**
 * The number that a question gives, or `otherwise` if it gives none.
 *
 * @throws StoreError `INVALID_QUERY` if it is no whole number, or below the least.
 */
export function whole(name: string, value: unknown, least: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw invalid(`${name} needs a whole number from ${least}, not ${String(value)}`);
}

function readCursor(cursor: string): { start: number; of: string; id: string } {
  const [, start, of, id] = /^(\d{1,15})\.([0-9a-z]+)\.(.+)$/s.exec(String(cursor)) ?? [];
  if (id === undefined) throw badCursor('The cursor is damaged');
  return { start: Number(start), of: of!, id };
}

/** Of which snapshot a query speaks, if its cursor says so. */
export function cursorSnapshot(query: Query): string | undefined {
  return query.cursor === undefined ? undefined : readCursor(query.cursor).id;
}

function badCursor(message: string): StoreError {
  return storeError(
    'INVALID_CURSOR',
    message,
    'Pass the `next` of a result with its filter and sort, or no cursor.',
  );
}
