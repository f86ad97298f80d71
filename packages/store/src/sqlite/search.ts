import { parseFilter } from '../query/condition';
import { hitLimit, type SearchHit, type SearchOptions } from '../search/hit';
import type { SearchIndex } from '../search/search-index';
import type { Connection, SqlValue } from '../sql/connection';
import { chooseFitting, isInTables, isTrivial } from './choose';
import type { StoredSnapshot } from './stored-snapshot';

/** As {@link Store.search}; undefined if it takes the whole snapshot to answer. */
export function answerSearch(
  db: Connection,
  snapshot: StoredSnapshot,
  text: string,
  options: SearchOptions,
  Index: typeof SearchIndex,
): SearchHit[] | undefined {
  const limit = hitLimit(options);
  const condition = parseFilter(options.filter, snapshot.catalogue);
  if (!isInTables(snapshot, condition, [])) return undefined;
  const { index, companies } = snapshot.search ?? readSearch(db, snapshot, Index);
  if (isTrivial(condition)) return index.search(text, limit);
  const fitting = new Set(chooseFitting(db, snapshot, condition).map(([company]) => company));
  return index.search(text, limit, (document) => fitting.has(companies[document]!));
}

/** Reads of each company only what a search looks at. */
function readSearch(db: Connection, snapshot: StoredSnapshot, Index: typeof SearchIndex) {
  const { schema, columns } = snapshot;
  const fields = ['ticker', 'corp_name', 'industry', 'market_cap_usd_mn'].map(
    (column) => schema.fields.find((field) => field.column === column)?.name ?? '',
  );
  const rows = chooseFitting(
    db,
    snapshot,
    { test: 'all', of: [] },
    { select: fields.map((name) => columns.of(name)?.sql ?? 'NULL'), fields },
  );
  const text = (value: SqlValue | undefined) => (value === null ? null : String(value));
  const documents = rows.map(([, ticker, name, industry, size]) => ({
    ticker: String(ticker),
    name: text(name),
    industry: text(industry),
    size: Number(size ?? 0),
  }));
  snapshot.search = { index: new Index(documents), companies: rows.map(([company]) => company!) };
  return snapshot.search;
}
