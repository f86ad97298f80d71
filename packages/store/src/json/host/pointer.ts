import { isIsoDate } from '@stock-analyzer/schema';
import { StoreError } from '../../errors';
import type { ReleaseInfo } from '../../release/types';
import { isRecord } from '../read/json-text';

/**
 * A release as `current.json` and `releases.json` tell of it. The members that may be missing are told by the
 * release's own file as well.
 */
export interface ReleaseEntry {
  readonly release_id: string;
  /** `YYYY-MM-DD`. */
  readonly as_of: string;
  /** Folder of the release, relative to the file that tells of it. */
  readonly path: string;
  /** ISO 8601 instant. */
  readonly released_at?: string;
  readonly created_at?: string;
  readonly month?: string | null;
  readonly companies?: number;
  /** The files in the folder that hold the companies, each whole, the fastest to read first. */
  readonly files?: readonly string[];
}

/** `current.json`: which release is current. */
export interface CurrentPointer extends ReleaseEntry {
  /** The file that lists every release, relative to this one. */
  readonly index?: string;
}

/** `current.json` before the first release. */
export interface NothingReleased {
  readonly release_id: null;
  readonly index?: string;
}

/** `releases.json`: every release, by date. */
export interface ReleaseIndex {
  /** Id of the release that was current when this was written. */
  readonly current: string;
  readonly releases: readonly ReleaseEntry[];
}

/** Whether a JSON value is a pointer, and no file of companies. */
export function isPointer(value: unknown): value is CurrentPointer | NothingReleased {
  if (!isRecord(value) || !optional(value.index, isPath)) return false;
  return value.release_id === null || isEntry(value);
}

/** @throws StoreError `CORRUPT` */
export function indexFrom(value: unknown, file: string): ReleaseIndex {
  if (
    isRecord(value) &&
    typeof value.current === 'string' &&
    Array.isArray(value.releases) &&
    value.releases.every(isEntry)
  ) {
    return value as unknown as ReleaseIndex;
  }
  throw new StoreError({
    code: 'CORRUPT',
    message: 'The file is no list of releases',
    place: { file },
    advice: 'Publish again, so that it is written anew.',
  });
}

/** What is known of a release, for the contract; undefined if its own file has to be asked. */
export function infoOf(entry: ReleaseEntry, current: boolean): ReleaseInfo | undefined {
  const { release_id: id, as_of: asOf, companies, month, created_at, released_at } = entry;
  if (companies === undefined || month === undefined) return undefined;
  const stagedAt = instant(created_at);
  const releasedAt = instant(released_at) ?? stagedAt ?? `${asOf}T00:00:00.000Z`;
  return { id, asOf, month, companies, stagedAt: stagedAt ?? releasedAt, releasedAt, current };
}

/** An instant in the one form that can be compared as a text; undefined if the text tells none. */
export function instant(text: string | null | undefined): string | undefined {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function isEntry(value: unknown): value is ReleaseEntry {
  return (
    isRecord(value) &&
    typeof value.release_id === 'string' &&
    typeof value.as_of === 'string' &&
    isIsoDate(value.as_of) &&
    isPath(value.path) &&
    optional(value.released_at, isText) &&
    optional(value.created_at, isText) &&
    optional(value.month, (month) => month === null || isText(month)) &&
    optional(value.companies, Number.isInteger) &&
    optional(value.files, (files) => Array.isArray(files) && files.every(isPath))
  );
}

function optional(value: unknown, holds: (value: unknown) => boolean): boolean {
  return value === undefined || holds(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A path below the file that tells it, and never out of its folder or to another host. */
function isPath(value: unknown): value is string {
  return isText(value) && /^[\w.-]+(\/[\w.-]+)*$/.test(value) && !/(^|\/)\.\.?(\/|$)/.test(value);
}
