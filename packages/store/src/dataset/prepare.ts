import {
  booleanColumn,
  type CellValue,
  type Column,
  cellAt,
  columnTable,
  type Dataset,
  type FieldKind,
  type MissingCause,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { type StoreError, storeError } from '../errors';
import { columnType } from './column-type';

/**
 * Refuses a dataset that cannot be stored, before anything is written, and tells where it is; and brings the rest
 * into the one form that every adapter can hold: in texts a NUL or half a surrogate pair becomes U+FFFD, a
 * canonical −0 becomes 0, a canonical value of another type than its field's is missing, with its text as the cause.
 * Cell addresses and number formats are left behind.
 *
 * @throws StoreError `INVALID_DATASET`.
 */
export function prepareDataset(dataset: Dataset): Dataset {
  const { asOf, fields, native } = dataset;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) {
    throw invalid(`The as-of date "${asOf}" is no date of the form YYYY-MM-DD`);
  }
  if (native.columns.length > 0 && native.rowCount !== fields.rowCount) {
    throw invalid(`Native fields have ${native.rowCount} rows, canonical ones ${fields.rowCount}`);
  }
  for (const { name } of native.columns) {
    if (fields.byName.has(name))
      throw invalid('A native field has the name of a canonical one', { field: name });
  }
  const prepared = storableDataset(dataset);
  checkRequired(prepared);
  return prepared;
}

/**
 * The dataset in the one form that every store keeps, whether or not its rows can be stored: in texts a NUL or half
 * a surrogate pair becomes U+FFFD, a canonical −0 becomes 0, a canonical value of another type than its field's is
 * missing, with its text as the cause; cell addresses and number formats are left behind. For files that a store
 * will read, so that it answers as the others do.
 *
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable, tableToRows } from '@stock-analyzer/schema';
 * import { storableDataset } from '@stock-analyzer/store';
 *
 * const { fields } = storableDataset({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 'n/a' }]),
 *   native: rowsToTable([{}]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * tableToRows(fields); // → [{ Ticker: 'NVDA', 'ROE (Fwd)': null }]
 * ```
 */
export function storableDataset(dataset: Dataset): Dataset {
  const { fields, native, schema, marks } = dataset;
  return {
    ...dataset,
    fields: columnTable(
      fields.rowCount,
      fields.columns.map((column) => typed(storable(column), schema.byName.get(column.name)?.kind)),
    ),
    native: columnTable(fields.rowCount, native.columns.map(storable)),
    origins: null,
    marks: marks.map(storableObject),
  };
}

function checkRequired({ schema, fields }: Dataset): void {
  const required = schema.fields.filter((field) => field.required);
  const key = required.find(({ column }) => column === 'ticker');
  if (!key) throw invalid(`Schema "${schema.id}" has no required field with the column "ticker"`);
  const tickers = fields.byName.get(key.name);
  if (!tickers && fields.rowCount > 0) throw invalid('No column holds the tickers', { field: key.name });
  const seen = new Set<CellValue>();
  for (let row = 0; row < fields.rowCount; row++) {
    const ticker = cellAt(tickers!, row);
    for (const { name } of [key, ...required]) {
      const column = fields.byName.get(name);
      if (column?.validity[row] === 1) continue;
      const cause = column?.causes?.get(row);
      throw invalid(
        `The required field has ${cause ? `the value ${JSON.stringify(cause.text)}` : 'no value'}`,
        { row: row + 1, field: name, ...(ticker !== null && { ticker: String(ticker) }) },
      );
    }
    if (seen.has(ticker))
      throw invalid('Two rows have the same ticker', { row: row + 1, ticker: String(ticker) });
    seen.add(ticker);
  }
}

/** Of surrogates this matches the halves only: with the flag u a whole pair is one character. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * A text as every engine can hold it. SQL text cuts at a NUL, and UTF-8 has no bytes for half a surrogate pair. No
 * name or ticker has either unless something broke it.
 */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}

function storable(column: Column): Column {
  const { formats: _, causes, ...bare } = column;
  const kept = {
    ...bare,
    name: storableText(bare.name),
    ...(causes && { causes: new Map(Array.from(causes, ([row, cause]) => [row, storableObject(cause)])) }),
  };
  if (kept.type === 'string') return { ...kept, dictionary: storableValues(kept.dictionary) };
  return kept.type === 'mixed' ? { ...kept, values: storableValues(kept.values) } : kept;
}

/** A copy of a flat object. */
function storableObject<Of extends object>(of: Of): Of {
  const copy = { ...of };
  for (const name in copy) copy[name] = storableValue(copy[name]);
  return copy;
}

/** The same list where all can be stored. */
function storableValues<Value>(values: readonly Value[]): readonly Value[] {
  return values.every((value) => storableValue(value) === value) ? values : values.map(storableValue);
}

function storableValue<Value>(value: Value): Value {
  return typeof value === 'string' ? (storableText(value) as Value) : value;
}

const TYPED = { number: numberColumn, string: stringColumn, boolean: booleanColumn };

function typed(column: Column, kind: FieldKind | undefined): Column {
  if (kind === undefined) return column;
  const type = columnType(kind);
  if (column.type === type) {
    return column.type === 'number' && column.values.some((value) => Object.is(value, -0))
      ? { ...column, values: column.values.map((value) => value + 0) }
      : column;
  }
  const causes = new Map<number, MissingCause>(column.causes);
  const values = Array.from(column.validity, (_, row): CellValue => {
    const value = cellAt(column, row);
    if (value === null || typeof value === type) return value;
    causes.set(row, { kind: 'unparsed', text: String(value) });
    return null;
  });
  const base = TYPED[type](column.name, values as never[]);
  return causes.size > 0 ? { ...base, causes } : base;
}

function invalid(message: string, place = {}): StoreError {
  return storeError('INVALID_DATASET', message, 'Validate it and put such rows into quarantine.', {
    place,
  });
}
