import {
  type CellValue,
  type Column,
  type ColumnTable,
  cellAt,
  columnOf,
  columnTable,
  type Dataset,
  type Row,
} from '@stock-analyzer/schema';
import { columnNames, fieldCatalogue } from '../query/fields';
import { keepRows } from './keep-rows';
import { rowsByTicker, tickerField, tickersOf } from './tickers';

/** What an edit comes to. */
export interface EditedDataset {
  readonly dataset: Dataset;
  /** How many companies are other than before. */
  readonly companies: number;
}

/**
 * The dataset with some companies added or changed: the given fields replace what was there, the rest stays.
 *
 * @throws StoreError `UNKNOWN_FIELD`.
 */
export function upsertCompanies(dataset: Dataset, rows: readonly Row[]): EditedDataset {
  const { fields, native, schema, nativeSchema } = dataset;
  const known = fieldCatalogue(schema, nativeSchema, columnNames(fields.columns, native.columns));
  const tickerName = tickerField(dataset);
  const rowOf = rowsByTicker(dataset);
  const touched = new Map<string, Map<number, CellValue>>();
  let rowCount = fields.rowCount;
  for (const given of rows) {
    const ticker = given[tickerName];
    let row = typeof ticker === 'string' ? rowOf.get(ticker) : undefined;
    if (row === undefined) {
      row = rowCount++;
      if (typeof ticker === 'string') rowOf.set(ticker, row);
    }
    for (const [name, given_] of Object.entries(given)) {
      known.typeOf(name);
      const value = given_ ?? null;
      const column = fields.byName.get(name) ?? native.byName.get(name);
      const was = column && row < fields.rowCount ? cellAt(column, row) : null;
      // A later row may take back what an earlier one said.
      if (value === was) touched.get(name)?.delete(row);
      else if (touched.has(name)) touched.get(name)!.set(row, value);
      else touched.set(name, new Map([[row, value]]));
    }
  }
  const companies = new Set([...touched.values()].flatMap((values) => [...values.keys()]));
  for (let row = fields.rowCount; row < rowCount; row++) companies.add(row);
  if (companies.size === 0) return { dataset, companies: 0 };
  const marks = dataset.marks.filter((mark) => !touched.get(mark.field)?.has(rowOf.get(mark.ticker) ?? -1));
  return {
    companies: companies.size,
    dataset: {
      ...dataset,
      fields: edited(fields, rowCount, touched, (name) => schema.byName.has(name)),
      native: edited(native, rowCount, touched, (name) => !schema.byName.has(name)),
      origins: null,
      marks,
    },
  };
}

/** The dataset without some companies. */
export function removeCompanies(dataset: Dataset, tickers: readonly string[]): EditedDataset {
  const gone = new Set(tickers);
  const kept = tickersOf(dataset).flatMap((ticker, row) => (gone.has(ticker) ? [] : [row]));
  if (kept.length === dataset.fields.rowCount) return { dataset, companies: 0 };
  return {
    companies: dataset.fields.rowCount - kept.length,
    dataset: {
      ...keepRows(dataset, kept),
      marks: dataset.marks.filter(({ ticker }) => !gone.has(ticker)),
    },
  };
}

function edited(
  table: ColumnTable,
  rowCount: number,
  touched: ReadonlyMap<string, ReadonlyMap<number, CellValue>>,
  mine: (name: string) => boolean,
): ColumnTable {
  const names = new Set(table.columns.map(({ name }) => name));
  const added = [...touched].flatMap(([name, { size }]) =>
    size > 0 && !names.has(name) && mine(name) ? [name] : [],
  );
  return columnTable(rowCount, [
    ...table.columns.map((column) => withValues(column, rowCount, touched.get(column.name))),
    ...added.map((name) => withValues(columnOf(name, []), rowCount, touched.get(name))),
  ]);
}

function withValues(column: Column, rowCount: number, values?: ReadonlyMap<number, CellValue>): Column {
  if (!values && rowCount === column.validity.length) return column;
  const cells = Array.from({ length: rowCount }, (_, row): CellValue => {
    const value = values?.get(row);
    if (value !== undefined) return value;
    return row < column.validity.length ? cellAt(column, row) : null;
  });
  const causes = [...(column.causes ?? [])].filter(([row]) => !values?.has(row));
  const fresh = columnOf(column.name, cells);
  return causes.length > 0 ? { ...fresh, causes: new Map(causes) } : fresh;
}
