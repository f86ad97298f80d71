import {
  type CellValue,
  type Column,
  cellAt,
  columnTable,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type Row,
  rowsToTable,
  stringColumn,
} from '@stock-analyzer/schema';
import { storableText } from '../dataset/prepare';
import type { FirstVersionWeek } from '../idb/first-version';
import { Hash } from '../query/hash';
import { isMissing } from './compare';
import type { DataRow } from './language';
import { put } from './row';

/** Who a company is. What a page's other fields mean, and in which units, the page knows: they are native fields. */
const SCHEMA = defineSchema({
  id: 'page',
  version: '1.0.0',
  fields: [
    { ...text('Ticker', 'ticker', 'Ticker', '종목 코드'), required: true },
    text('corpName', 'corp_name', 'Company', '회사'),
    text('industry', 'industry', 'Industry', '업종'),
    text('exchange', 'exchange', 'Exchange', '거래소'),
  ],
});

function text(name: string, column: string, en: string, ko: string): FieldDefinition {
  const key = column === 'ticker' ? column : name;
  return { name, key, column, category: 'identity', kind: 'string', unit: 'none', description: { en, ko } };
}

/** What the ids of weeks begin with that a page saved. */
export const PAGE_PREFIX = 'page-';

/** Before any real week, so that whatever is published next replaces it. */
const UNKNOWN_DATE = '1970-01-01';

/** A page's rows as the current week of a store. Equal rows make a week of the same id; rows need a ticker of their own. */
export function weekOfPage(rows: readonly DataRow[]): FirstVersionWeek {
  const byTicker = new Map<string, DataRow>();
  const leftOut: string[] = [];
  for (const row of rows) {
    const ticker = storableText(textOf(row.Ticker) ?? '');
    if (ticker === '' || byTicker.has(ticker)) leftOut.push(ticker);
    else byTicker.set(ticker, row);
  }
  const kept = [...byTicker.values()];
  const native = kept.map((row) => {
    const cells: Row = {};
    for (const name of Object.keys(row)) if (!SCHEMA.byName.has(name)) put(cells, name, cellOf(row[name]));
    return cells;
  });
  const identity = SCHEMA.fields.filter(({ name }) => kept.some((row) => !isMissing(row[name])));
  const dataset: Dataset = {
    asOf: UNKNOWN_DATE,
    month: null,
    schema: SCHEMA,
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields: columnTable(
      kept.length,
      identity.map(({ name }) =>
        stringColumn(
          name,
          kept.map((row) => textOf(row[name])),
        ),
      ),
    ),
    native: rowsToTable(native),
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'page', modifiedAt: null },
    marks: [],
  };
  const hash = new Hash();
  kept.forEach((row, at) => {
    hash.text(JSON.stringify([identity.map(({ name }) => textOf(row[name])), native[at]]));
  });
  const now = new Date().toISOString();
  return {
    release: {
      id: `${PAGE_PREFIX}${hash.hex}`,
      asOf: UNKNOWN_DATE,
      month: null,
      companies: kept.length,
      stagedAt: now,
      releasedAt: now,
      current: true,
    },
    dataset,
    leftOut,
  };
}

/** What is no cell's value is kept as text. */
function cellOf(value: unknown): CellValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : textOf(value);
}

function textOf(value: unknown): string | null {
  if (isMissing(value)) return null;
  return storableText(typeof value === 'object' ? `${jsonOf(value)}` : String(value));
}

function jsonOf(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The companies of a dataset as a page's rows. */
export function rowsOfDataset({ fields, native }: Dataset): DataRow[] {
  const columns: readonly Column[] = [...fields.columns, ...native.columns];
  return Array.from({ length: fields.rowCount }, (_, index) => {
    const row: DataRow = {};
    for (const column of columns) put(row, column.name, cellAt(column, index));
    return row;
  });
}
