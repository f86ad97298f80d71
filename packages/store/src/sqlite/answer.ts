import type { CellValue, Row } from '@stock-analyzer/schema';
import { storableText } from '../dataset/prepare';
import { type AggregateRequest, type Aggregation, figuresOf } from '../query/aggregate';
import { parseFilter } from '../query/condition';
import type { Query, QueryResult } from '../query/language';
import { parseQuery } from '../query/parse';
import type { CompanyAt } from '../release/types';
import { checkAggregate, compareGroups } from '../snapshot/figures';
import { all, type Connection, type SqlValue } from '../sql/connection';
import { sqlite } from '../sql/dialect';
import { orderSql } from '../sql/order';
import { TICKER } from '../sql/snapshot-columns';
import { type CompanyCells, readCells } from './cells';
import { chooseFitting, countFitting, isInTables } from './choose';
import { readMarks } from './marks';
import type { StoredSnapshot } from './stored-snapshot';

/** As {@link Store.query}; undefined if it takes the whole snapshot to answer. */
export function answerQuery(db: Connection, snapshot: StoredSnapshot, query: Query): QueryResult | undefined {
  const { info, catalogue, columns } = snapshot;
  const { condition, sorts, start, limit, fields, next } = parseQuery(query, catalogue, info.id);
  const sortFields = sorts.map(({ field }) => field);
  if (!isInTables(snapshot, condition, sortFields)) return undefined;
  const total = countFitting(db, snapshot, condition);
  const length = Math.max(0, Math.min(limit, total - start));
  let page: CompanyCells[] = [];
  if (length > 0) {
    const order = orderSql(sorts, columns.of, TICKER, sqlite);
    const ids = chooseFitting(db, snapshot, condition, {
      fields: sortFields,
      withTicker: true,
      end: (bindings) => `ORDER BY ${order} LIMIT ${bindings.bind(length)} OFFSET ${bindings.bind(start)}`,
    }).map(([id]) => Number(id));
    const cells = new Map(readCells(db, snapshot, fields, ids).map((each) => [each.company, each]));
    page = ids.map((id) => cells.get(id)!);
  }
  return {
    rows: page.map(({ values }) => toRow(fields, values)),
    marks: pageMarks(db, snapshot, page, query.projection),
    total,
    next: next(info.id, start + page.length, total),
    snapshot: info,
  };
}

/** The marks of a page's companies, in the order of the page; of these fields only. */
function pageMarks(
  db: Connection,
  { id }: StoredSnapshot,
  page: readonly CompanyCells[],
  fields: readonly string[] | undefined,
) {
  const tickers = page.map(({ ticker }) => ticker);
  const places = new Map(tickers.map((ticker, place) => [ticker, place]));
  return readMarks(db, id, tickers)
    .filter(({ field }) => !fields || fields.includes(field))
    .sort((a, b) => places.get(a.ticker)! - places.get(b.ticker)!);
}

/** As {@link Store.get}. */
export function answerGet(db: Connection, snapshot: StoredSnapshot, ticker: string): CompanyAt | undefined {
  const { info, fieldNames, nativeNames } = snapshot;
  // A text that cannot be stored is no company's, whatever the engine makes of it.
  const known =
    ticker === storableText(ticker) && all(db, 'SELECT id FROM companies WHERE ticker = ?', [ticker])[0];
  const names = [...fieldNames, ...nativeNames];
  const [found] = known ? readCells(db, snapshot, names, [Number(known[0])]) : [];
  if (!found) return undefined;
  return {
    fields: toRow(fieldNames, found.values),
    native: toRow(nativeNames, found.values.slice(fieldNames.length)),
    marks: readMarks(db, snapshot.id, [ticker]),
    releaseId: info.id,
    asOf: info.asOf,
    month: info.month,
  };
}

/** As {@link Store.aggregate}; undefined if it takes the whole snapshot to answer. */
export function answerAggregate(
  db: Connection,
  snapshot: StoredSnapshot,
  request: AggregateRequest,
): Aggregation | undefined {
  const { fields, by, quantiles } = checkAggregate(request, snapshot.catalogue);
  const condition = parseFilter(request.filter, snapshot.catalogue);
  const named = by === undefined ? fields : [by, ...fields];
  if (!isInTables(snapshot, condition, named)) return undefined;
  const { columns, info } = snapshot;
  const columnSql = (name: string) => columns.of(name)?.sql ?? 'NULL';
  const rows = chooseFitting(db, snapshot, condition, {
    select: [by === undefined ? 'NULL' : columnSql(by), ...fields.map(columnSql)],
    fields: named,
  });
  const groups = groupRows(rows, by === undefined, by !== undefined && columns.of(by)?.type === 'boolean');
  return {
    groups: [...groups]
      .sort(([a], [b]) => compareGroups(a, b))
      .map(([group, members]) => ({
        group,
        companies: members.length,
        fields: Object.fromEntries(
          fields.map((field, at) => [field, figuresOf(numbersAt(members, at + 2), quantiles)]),
        ),
      })),
    snapshot: info,
  };
}

/** Rows by their value behind the company's number. One group of all is there even without companies. */
function groupRows(rows: readonly SqlValue[][], ofAll: boolean, isFlag: boolean) {
  const groups = new Map<CellValue, SqlValue[][]>(ofAll ? [[null, []]] : []);
  for (const row of rows) {
    const value = row[1]!;
    const key = isFlag && value !== null ? value === 1 : value;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Ascending. */
function numbersAt(rows: readonly SqlValue[][], at: number): Float64Array {
  const numbers = new Float64Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const value = row[at];
    if (typeof value === 'number') numbers[count++] = value;
  }
  return numbers.subarray(0, count).sort();
}

/** Names such as `__proto__` are names like any other here. */
function toRow(names: readonly string[], values: readonly CellValue[]): Row {
  return Object.fromEntries(names.map((name, at) => [name, values[at]!]));
}
