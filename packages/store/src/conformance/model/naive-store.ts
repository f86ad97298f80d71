import { companySchema, type Dataset, type QualityMark, type Row } from '@stock-analyzer/schema';
import type { EditResult, HistoryOptions, ReleaseOptions } from '../../contract';
import type { AggregateRequest, GroupFigures } from '../../query/aggregate';
import type { Query } from '../../query/language';
import type { ReleaseInfo, SnapshotChoice } from '../../release/types';
import { weekOf } from '../sample';
import { checkQuery, chosenRows, comparePoints, type FieldTypes, figuresByGroup } from './naive-query';
import { Refusal } from './refusal';

/** A week as rows. Every row has every field. */
export interface NaiveWeek {
  readonly asOf: string;
  readonly month: string | null;
  readonly fields: readonly Row[];
  readonly native: readonly Row[];
  /** Names of the columns, in order; rows may be none. */
  readonly fieldNames: readonly string[];
  readonly nativeNames: readonly string[];
  readonly marks: readonly QualityMark[];
}

/** One snapshot of the model. */
export interface NaiveRelease extends NaiveWeek {
  info: ReleaseInfo;
}

/** What a company's changes between two weeks are to the model. */
export interface NaiveChanges {
  readonly added: string[];
  readonly removed: string[];
  readonly changed: { ticker: string; values: { field: string; from: unknown; to: unknown }[] }[];
}

/** A store over arrays of rows: as slow and as plain as can be. */
export class NaiveStore {
  releases: NaiveRelease[] = [];

  constructor(readonly keepsHistory: boolean) {}

  find(id: string): NaiveRelease | undefined {
    return this.releases.find(({ info }) => info.id === id);
  }

  get current(): NaiveRelease | undefined {
    return this.releases.find(({ info }) => info.current);
  }

  stage(week: NaiveWeek, id: string, stagedAt: string): boolean {
    refuseInvalid(week);
    const found = this.find(id);
    if (found) {
      if (contentOf(found) === contentOf(week)) return false;
      throw new Refusal('RELEASE_CONFLICT');
    }
    this.#insert(week, id, stagedAt);
    return true;
  }

  #insert(week: NaiveWeek, id: string, stagedAt: string): NaiveRelease {
    const { asOf, month } = week;
    const companies = week.fields.length;
    const info = { id, asOf, month, companies, stagedAt, releasedAt: null, current: false };
    const added = { ...week, info };
    const before = this.releases.filter(({ info: each }) => each.asOf <= asOf);
    const after = this.releases.filter(({ info: each }) => each.asOf > asOf);
    this.releases = [...before, added, ...after];
    return added;
  }

  publish(week: NaiveWeek, id: string, options: ReleaseOptions & { stagedAt: string }): boolean {
    this.#refuse(week.asOf, options);
    const staged = this.stage(week, id, options.stagedAt);
    return this.release(id, options) || staged;
  }

  release(id: string, options: ReleaseOptions): boolean {
    const found = this.find(id);
    if (!found) throw new Refusal('UNKNOWN_RELEASE');
    if (found.info.current || (options.asHistory && found.info.releasedAt !== null)) return false;
    this.#refuse(found.asOf, options);
    this.#show(found, options.releasedAt!, !options.asHistory);
    return true;
  }

  #show(shown: NaiveRelease, releasedAt: string, current: boolean): void {
    if (current) for (const each of this.releases) each.info = { ...each.info, current: false };
    shown.info = { ...shown.info, releasedAt: shown.info.releasedAt ?? releasedAt, current };
    if (!this.keepsHistory) this.releases = [shown];
  }

  #refuse(asOf: string, { ifCurrent, asHistory, allowOlder }: ReleaseOptions): void {
    const { current } = this;
    if (ifCurrent !== undefined && ifCurrent !== (current?.info.id ?? null))
      throw new Refusal('STALE_RELEASE');
    if (current && asOf < current.asOf && !asHistory && !allowOlder) throw new Refusal('OLDER_WEEK');
  }

  discard(id: string): boolean {
    const found = this.find(id);
    if (!found) return false;
    if (found.info.releasedAt !== null) throw new Refusal('ALREADY_RELEASED');
    this.releases = this.releases.filter((each) => each !== found);
    return true;
  }

  /** The current week as an upsert leaves it, and how many companies are other than before. */
  upserted(rows: readonly Row[]): { week: NaiveWeek; companies: number } {
    const before = this.choose({});
    const types = typesOf(before);
    for (const row of rows) {
      for (const name of Object.keys(row)) if (!types.has(name)) throw new Refusal('UNKNOWN_FIELD');
    }
    const all = before.fields.map((fields, at) => ({ ...fields, ...before.native[at] }));
    const fieldNames = [...before.fieldNames];
    const nativeNames = [...before.nativeNames];
    for (const row of rows) {
      let company = all.find(({ Ticker }) => typeof row.Ticker === 'string' && Ticker === row.Ticker);
      if (!company) {
        company = { Ticker: null };
        all.push(company);
      }
      for (const [name, value] of Object.entries(row)) {
        if ((company[name] ?? null) === value) continue;
        company[name] = value;
        const names = companySchema.byName.has(name) ? fieldNames : nativeNames;
        if (!names.includes(name)) names.push(name);
      }
    }
    const was = (at: number, name: string) => before.fields[at]?.[name] ?? before.native[at]?.[name] ?? null;
    const isChanged = (at: number, name: string) => (all[at]![name] ?? null) !== was(at, name);
    const used = (name: string) =>
      before.fieldNames.includes(name) ||
      before.nativeNames.includes(name) ||
      all.some((_, at) => isChanged(at, name));
    const pick = (row: Row, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
    const keptFields = fieldNames.filter(used);
    const keptNative = nativeNames.filter(used);
    const changed = all.filter(
      (_, at) =>
        at >= before.fields.length || [...keptFields, ...keptNative].some((name) => isChanged(at, name)),
    );
    return {
      companies: changed.length,
      week: {
        ...before,
        fieldNames: keptFields,
        nativeNames: keptNative,
        fields: all.map((row) => pick(row, keptFields)),
        native: all.map((row) => pick(row, keptNative)),
        marks: before.marks.filter(({ ticker, field }) => {
          const at = all.findIndex(({ Ticker }) => Ticker === ticker);
          return at < 0 || !isChanged(at, field);
        }),
      },
    };
  }

  /** The current week without some companies. */
  removed(tickers: readonly string[]): { week: NaiveWeek; companies: number } {
    const before = this.choose({});
    const stays = before.fields.map(({ Ticker }) => !tickers.includes(String(Ticker)));
    return {
      companies: stays.filter((stay) => !stay).length,
      week: {
        ...before,
        fields: before.fields.filter((_, at) => stays[at]),
        native: before.native.filter((_, at) => stays[at]),
        marks: before.marks.filter(({ ticker }) => !tickers.includes(ticker)),
      },
    };
  }

  /** Takes over what an edit came to, under the id that the store gave it. False if that cannot be. */
  adopt(week: NaiveWeek, { release }: EditResult): boolean {
    const found = this.find(release.id);
    if (found && contentOf(found) !== contentOf(week)) return false;
    this.#show(found ?? this.#insert(week, release.id, release.stagedAt), release.releasedAt!, true);
    return true;
  }

  choose({ releaseId, asOf, knownAt }: SnapshotChoice): NaiveRelease {
    let found: NaiveRelease | undefined;
    if (releaseId !== undefined) found = this.find(releaseId);
    else if (asOf === undefined && knownAt === undefined) found = this.current;
    else found = this.weeks(knownAt).findLast((week) => asOf === undefined || week.asOf <= asOf);
    if (!found) throw new Refusal('UNKNOWN_RELEASE');
    return found;
  }

  /** Each date's one release. */
  weeks(knownAt?: string): NaiveRelease[] {
    const released = this.releases.filter(
      ({ info }) => info.releasedAt !== null && (knownAt === undefined || info.releasedAt <= knownAt),
    );
    const dates = [...new Set(released.map(({ asOf }) => asOf))].sort();
    return dates.map((date) => {
      const ofDate = released.filter(({ asOf }) => asOf === date);
      const current = knownAt === undefined && ofDate.find(({ info }) => info.current);
      const latest = ofDate
        .map(({ info }) => info.releasedAt!)
        .sort()
        .at(-1);
      return current || ofDate.findLast(({ info }) => info.releasedAt === latest)!;
    });
  }

  history(ticker: string, { from, to, knownAt }: HistoryOptions): NaiveRelease[] {
    return this.weeks(knownAt).filter(
      (week) =>
        (from === undefined || week.asOf >= from) &&
        (to === undefined || week.asOf <= to) &&
        week.fields.some(({ Ticker }) => Ticker === ticker),
    );
  }

  /** All rows of a query, whatever its page. */
  rows(query: Query): { release: NaiveRelease; rows: Row[] } {
    const release = this.choose(query);
    checkQuery(query, typesOf(release));
    return { release, rows: chosenRows(query, rowsOf(release)) };
  }

  groups(request: AggregateRequest): GroupFigures[] {
    const release = this.choose(request);
    return figuresByGroup(request, rowsOf(release), typesOf(release));
  }

  changes(from: SnapshotChoice | undefined, to: SnapshotChoice | undefined): NaiveChanges {
    const after = this.choose(to ?? {});
    const before = from ? this.choose(from) : this.weeks().findLast(({ asOf }) => asOf < after.asOf);
    if (!before) throw new Refusal('UNKNOWN_RELEASE');
    const [old, now] = [rowsOf(before), rowsOf(after)];
    const names = new Set([after, before].flatMap((week) => [...week.fieldNames, ...week.nativeNames]));
    const tickers = (rows: readonly Row[]) => rows.map(({ Ticker }) => String(Ticker)).sort(comparePoints);
    return {
      added: tickers(now.filter(({ Ticker }) => !old.some((row) => row.Ticker === Ticker))),
      removed: tickers(old.filter(({ Ticker }) => !now.some((row) => row.Ticker === Ticker))),
      changed: tickers(now).flatMap((ticker) => {
        const was = old.find(({ Ticker }) => Ticker === ticker);
        const is = now.find(({ Ticker }) => Ticker === ticker)!;
        const values = [...names]
          .map((field) => ({ field, from: was?.[field] ?? null, to: is[field] ?? null }))
          .filter((change) => change.from !== change.to);
        return was && values.length > 0 ? [{ ticker, values }] : [];
      }),
    };
  }
}

/** Rows with canonical and native values together. */
function rowsOf({ fields, native }: NaiveWeek): Row[] {
  return fields.map((row, at) => ({ ...row, ...native[at] }));
}

/** Every field of the schema and every native one, with what may be compared with it. */
function typesOf({ nativeNames }: NaiveWeek): FieldTypes {
  const types = new Map<string, 'string' | 'number' | 'any'>();
  for (const { name, kind } of companySchema.fields) types.set(name, kind === 'string' ? 'string' : 'number');
  for (const name of nativeNames) types.set(name, 'any');
  return types;
}

function refuseInvalid({ fields }: NaiveWeek): void {
  const tickers = fields.map(({ Ticker }) => Ticker);
  const bad = fields.some(
    ({ Ticker, corpName }) => typeof Ticker !== 'string' || typeof corpName !== 'string',
  );
  if (bad || new Set(tickers).size < tickers.length) throw new Refusal('INVALID_DATASET');
}

/** Two weeks are the same dataset when this is the same text. */
function contentOf(week: NaiveWeek): string {
  const { asOf, month, fieldNames, nativeNames, marks } = week;
  const cells = rowsOf(week).map((row) => [...fieldNames, ...nativeNames].map((name) => row[name] ?? null));
  return JSON.stringify([asOf, month, fieldNames, nativeNames, marks, cells], (_, value) =>
    typeof value === 'number' ? (Object.is(value, -0) ? '#-0' : `#${value}`) : value,
  );
}

/** The week as the dataset that a store takes. */
export function datasetOf({ asOf, month, fields, native, marks }: NaiveWeek): Dataset {
  return weekOf(fields, native, { asOf, month, marks });
}
