import type { Dataset } from '@stock-analyzer/schema';
import { TextBytes } from '@stock-analyzer/schema/json';
import { arraysJson } from './arrays';
import { columnsJson } from './columns';
import { metadataOf } from './metadata';
import { rowsPieces } from './rows';

/**
 * How a file of companies is laid out: an object a company, an array a company, or an array a field. The values
 * are the same; `columns` is the smallest and the fastest to read, `rows` is the easiest to look at.
 */
export type JsonForm = 'rows' | 'arrays' | 'columns';

/** What {@link datasetJson} takes beside the dataset. */
export interface DatasetJsonOptions {
  /** Names the release that the file is of, so that a reader can tell a mix. Default: none. */
  readonly releaseId?: string;
  /** ISO 8601 instant. Default: none. */
  readonly generatedAt?: string;
  /** Default `rows`. */
  readonly form?: JsonForm;
}

/**
 * The text of a file that {@link openJsonStore} reads: `companies.json` and its two denser forms. Percentages are
 * in percent. Every value comes back exactly, with the reasons of missing ones and quality marks; cell addresses and
 * number formats are left behind.
 *
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { datasetJson } from '@stock-analyzer/store/json';
 *
 * const text = datasetJson(
 *   {
 *     asOf: '2025-10-10',
 *     month: 'Oct-25',
 *     schema: companySchema,
 *     nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *     fields: rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }, { Ticker: 'AFMD' }]),
 *     native: rowsToTable([{}, {}]),
 *     origins: null,
 *     provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *     marks: [],
 *   },
 *   { form: 'columns' },
 * );
 * JSON.parse(text).columns; // → { Ticker: ['NVDA', 'AFMD'], 'ROE (Fwd)': [79.43, null] }
 * ```
 */
export function datasetJson(dataset: Dataset, options: DatasetJsonOptions = {}): string {
  switch (options.form ?? 'rows') {
    case 'rows': {
      const decoder = new TextDecoder();
      let json = '';
      for (const piece of datasetPieces(dataset, options)) json += decoder.decode(piece, { stream: true });
      return json;
    }
    case 'arrays':
      return arraysJson(dataset, metadataFor(dataset, options));
    case 'columns':
      return columnsJson(dataset, metadataFor(dataset, options));
  }
}

/**
 * The bytes of `companies.json`, {@link datasetJson} of the form `rows`, piece by piece: the file of a large week need
 * not fit into memory. A piece is good until the next is asked for.
 *
 * @param text What it is written with, if there is one already.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { datasetPieces } from '@stock-analyzer/store/json';
 *
 * const pieces = datasetPieces({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }]),
 *   native: rowsToTable([{}]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * const text = Array.from(pieces, (piece) => new TextDecoder().decode(piece)).join('');
 * JSON.parse(text).companies; // → [{ Ticker: 'NVDA', 'ROE (Fwd)': 79.43, native: {} }]
 * ```
 */
export function datasetPieces(
  dataset: Dataset,
  options: Omit<DatasetJsonOptions, 'form'> = {},
  text: TextBytes = new TextBytes(),
): Iterable<Uint8Array<ArrayBuffer>> {
  return rowsPieces(dataset, metadataFor(dataset, options), text);
}

function metadataFor(dataset: Dataset, options: DatasetJsonOptions) {
  return metadataOf(dataset, options.releaseId ?? null, options.generatedAt ?? null);
}
