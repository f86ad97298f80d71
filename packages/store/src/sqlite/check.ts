import { cellAt, type Dataset } from '@stock-analyzer/schema';
import { StoreError } from '../errors';
import { fitsKind, storableText } from './values';

/**
 * Refuses what the tables could not hold, before anything is written, and tells where it is.
 *
 * @returns the ticker of each row.
 */
export function checkDataset(dataset: Dataset): string[] {
  const { asOf, fields, native, schema } = dataset;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) {
    throw invalid(`The as-of date "${asOf}" is not a date of the form YYYY-MM-DD`);
  }
  if (native.columns.length > 0 && native.rowCount !== fields.rowCount) {
    throw invalid(
      `There are ${native.rowCount} rows of native fields and ${fields.rowCount} of canonical ones`,
    );
  }
  const tickers: string[] = [];
  const seen = new Set<string>();
  const required = schema.fields.filter((field) => field.required);
  // The ticker first, so that a row that lacks another field can be told by its name.
  required.sort((a, b) => Number(b.column === 'ticker') - Number(a.column === 'ticker'));
  for (let row = 0; row < fields.rowCount; row++) {
    let ticker: string | undefined;
    for (const field of required) {
      const column = fields.byName.get(field.name);
      const value = column ? cellAt(column, row) : null;
      if (value === null || !fitsKind(value, field.kind)) {
        throw invalid(
          `The required field has ${value === null ? 'no value' : `the value ${JSON.stringify(value)}`}`,
          {
            row: row + 1,
            field: field.name,
            ...(ticker === undefined ? {} : { ticker }),
          },
        );
      }
      if (field.column === 'ticker') ticker = storableText(String(value));
    }
    if (ticker === undefined)
      throw invalid(`Schema "${schema.id}" has no required field with the column "ticker"`);
    if (seen.has(ticker)) throw invalid('Two rows have the same ticker', { row: row + 1, ticker });
    seen.add(ticker);
    tickers.push(ticker);
  }
  return tickers;
}

function invalid(message: string, place = {}): StoreError {
  return new StoreError({
    code: 'INVALID_DATASET',
    message,
    place,
    advice: 'Validate the dataset and put such rows into quarantine first.',
  });
}
