import {
  type CellValue,
  companySchema,
  type Dataset,
  defineSchema,
  excelSerialToIso,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';
import { prepareDataset, storableText } from '../dataset/prepare';
import { releaseIdOf } from '../dataset/release-id';
import type { ReleaseInfo } from '../release/types';

/** A company as version 1 kept it. Its ticker is whatever IndexedDB takes as a key. */
export type FirstVersionRow = Readonly<Record<string, unknown>> & { readonly Ticker: IDBValidKey };

/** Rows of version 1 as a snapshot. */
export interface FirstVersionWeek {
  readonly release: ReleaseInfo;
  readonly dataset: Dataset;
  /** Tickers of rows that were left out: another row has the same. */
  readonly leftOut: readonly string[];
}

/** Before any real week, so that whatever is published next replaces it. */
const UNKNOWN_DATE = '1970-01-01';

/** Columns of dated values are named by an Excel date, as `45933` or `45926.0`; these are years 2009 to 2064. */
const SERIAL_NAME = /^([45]\d{4})(\.0)?$/;

/**
 * Version 1 did not care what it was given, so anything is taken: fields that the schema knows with their units as they
 * are, all others as native fields, a name that is missing as missing. The as-of date is the latest that a column is
 * named by, else {@link UNKNOWN_DATE}.
 */
export function weekOfRows(rows: readonly FirstVersionRow[]): FirstVersionWeek {
  const byTicker = new Map<string, FirstVersionRow>();
  const leftOut: string[] = [];
  for (const row of rows) {
    const ticker = storableText(String(row.Ticker));
    if (byTicker.has(ticker)) leftOut.push(ticker);
    else byTicker.set(ticker, row);
  }
  const cells = [...byTicker].map(([ticker, row]) => [
    ...Object.entries(row).map(([name, value]) => [name, cellOf(value)] as const),
    ['Ticker', ticker] as const,
  ]);
  const part = (canonical: boolean) =>
    rowsToTable(
      cells.map((row): Row => Object.fromEntries(row.filter(([name]) => isCanonical(name) === canonical))),
    );
  const fields = part(true);
  const native = part(false);
  const dataset = prepareDataset({
    asOf: latestDate(native.columns.map(({ name }) => name)),
    month: null,
    schema: defineSchema({
      id: companySchema.id,
      version: companySchema.version,
      fields: companySchema.fields.map((field) =>
        field.name === 'Ticker' ? field : { ...field, required: false },
      ),
    }),
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
    fields,
    native,
    origins: null,
    provenance: { file: null, sha256: null, bytes: null, profile: 'StockAnalyzerDB-1', modifiedAt: null },
    marks: [],
  });
  const now = new Date().toISOString();
  const { asOf, month } = dataset;
  const companies = byTicker.size;
  return {
    release: {
      id: releaseIdOf(dataset),
      asOf,
      month,
      companies,
      stagedAt: now,
      releasedAt: now,
      current: true,
    },
    dataset,
    leftOut,
  };
}

function isCanonical(name: string): boolean {
  return companySchema.byName.has(name);
}

function latestDate(names: readonly string[]): string {
  const serials = names.flatMap((name) => SERIAL_NAME.exec(name)?.[1] ?? []);
  return excelSerialToIso(Math.max(0, ...serials.map(Number))) ?? UNKNOWN_DATE;
}

/** What is no cell's value is kept as text. */
function cellOf(value: unknown): CellValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'object':
      if (value === null) return null;
      try {
        return value instanceof Date ? value.toISOString() : JSON.stringify(value);
      } catch {
        return String(value);
      }
    default:
      return String(value);
  }
}
