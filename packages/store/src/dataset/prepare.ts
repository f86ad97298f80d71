import {
  booleanColumn,
  type CellValue,
  type Column,
  type ColumnTable,
  cellAt,
  columnTable,
  type Dataset,
  type FieldKind,
  type MissingCause,
  numberColumn,
  type QualityMark,
  type StringColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { StoreError } from '../errors';
import { columnType } from './column-type';

/** A dataset as every store keeps it. */
export interface PreparedDataset {
  readonly dataset: Dataset;
  /** The ticker of each row; no two are the same. */
  readonly tickers: readonly string[];
}

/**
 * Refuses a dataset that cannot be stored, before anything is written, and tells where it is; and brings the rest
 * into the one form that every adapter can hold: in texts a NUL or half a surrogate pair becomes U+FFFD, a
 * canonical −0 becomes 0, a canonical value of another type than its field's is missing, with its text as the cause.
 * Cell addresses and number formats are left behind.
 *
 * @throws StoreError `INVALID_DATASET`.
 */
export function prepareDataset(dataset: Dataset): PreparedDataset {
  const { asOf, schema } = dataset;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) {
    throw invalid(`The as-of date "${asOf}" is not a date of the form YYYY-MM-DD`);
  }
  const { rowCount } = dataset.fields;
  if (dataset.native.columns.length > 0 && dataset.native.rowCount !== rowCount) {
    throw invalid(
      `There are ${dataset.native.rowCount} rows of native fields and ${rowCount} of canonical ones`,
    );
  }
  for (const { name } of dataset.native.columns) {
    if (dataset.fields.byName.has(name))
      throw invalid('A native field has the name of a canonical one', { field: name });
  }
  const fields = dataset.fields.columns.map((column) =>
    typed(storable(column), schema.byName.get(column.name)?.kind),
  );
  const table = columnTable(rowCount, fields);
  const tickers = checkRequired(dataset, table);
  return {
    tickers,
    dataset: {
      ...dataset,
      fields: table,
      native: columnTable(rowCount, dataset.native.columns.map(storable)),
      origins: null,
      marks: dataset.marks.map(storableMark),
    },
  };
}

function checkRequired({ schema, fields: given }: Dataset, fields: ColumnTable): string[] {
  const required = schema.fields.filter((field) => field.required);
  const key = required.find(({ column }) => column === 'ticker');
  const tickers = key && fields.byName.get(key.name);
  if (!key || (!tickers && fields.rowCount > 0)) {
    throw invalid(
      key
        ? 'No column holds the tickers'
        : `Schema "${schema.id}" has no required field with the column "ticker"`,
      key ? { field: key.name } : {},
    );
  }
  const found: string[] = [];
  const seen = new Set<string>();
  for (let row = 0; row < fields.rowCount; row++) {
    const ticker = cellAt(tickers!, row);
    for (const { name } of [key, ...required]) {
      const column = fields.byName.get(name);
      if (column?.validity[row] === 1) continue;
      const value = given.byName.has(name) ? cellAt(given.byName.get(name)!, row) : null;
      throw invalid(
        `The required field has ${value === null ? 'no value' : `the value ${JSON.stringify(value)}`}`,
        {
          row: row + 1,
          field: name,
          ...(ticker === null ? {} : { ticker: String(ticker) }),
        },
      );
    }
    if (seen.has(String(ticker))) {
      throw invalid('Two rows have the same ticker', { row: row + 1, ticker: String(ticker) });
    }
    seen.add(String(ticker));
    found.push(String(ticker));
  }
  return found;
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
  const name = storableText(bare.name);
  const kept = causes ? { ...bare, name, causes: storableCauses(causes) } : { ...bare, name };
  if (kept.type === 'string') return storableTexts(kept);
  if (kept.type !== 'mixed') return kept;
  const clean = (value: CellValue) => (typeof value === 'string' ? storableText(value) : value);
  return kept.values.every((value) => clean(value) === value)
    ? kept
    : { ...kept, values: kept.values.map(clean) };
}

function storableCauses(causes: ReadonlyMap<number, MissingCause>): Map<number, MissingCause> {
  return new Map([...causes].map(([row, cause]) => [row, { ...cause, text: storableText(cause.text) }]));
}

function storableMark(mark: QualityMark): QualityMark {
  const { ticker, field, was, rule, approvedBy } = mark;
  return {
    ...mark,
    ticker: storableText(ticker),
    field: storableText(field),
    was: typeof was === 'string' ? storableText(was) : was,
    rule: storableText(rule),
    approvedBy: storableText(approvedBy),
  };
}

function storableTexts(column: StringColumn): StringColumn {
  if (column.dictionary.every((text) => storableText(text) === text)) return column;
  return { ...column, dictionary: column.dictionary.map(storableText) };
}

const TYPED = { number: numberColumn, string: stringColumn, boolean: booleanColumn };

function typed(column: Column, kind: FieldKind | undefined): Column {
  if (kind === undefined) return column;
  const type = columnType(kind);
  if (column.type === type) {
    return type === 'number' &&
      column.type === 'number' &&
      column.values.some((value) => Object.is(value, -0))
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
  return new StoreError({
    code: 'INVALID_DATASET',
    message,
    place,
    advice: 'Validate the dataset and put such rows into quarantine first.',
  });
}
