import type { Schema } from './schema';
import type { CellValue, ColumnTable, Row } from './table';

/** Where a dataset came from: enough to get the same bytes again and to see that they are the same. */
export interface Provenance {
  /** File name of the source, without its folder. */
  readonly file: string | null;
  /** SHA-256 of the source's bytes, in hex. */
  readonly sha256: string | null;
  /** Bytes of the source. */
  readonly bytes: number | null;
  /** Id of the profile that mapped it. */
  readonly profile: string;
  /** Last change of the source file as the file system tells it, ISO 8601; null if unknown. */
  readonly modifiedAt: string | null;
}

/** What was done to one value after it was read, kept beside it for good. */
export interface QualityMark {
  readonly ticker: string;
  readonly field: string;
  /** The value before the correction. */
  readonly was: CellValue;
  readonly rule: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Who allowed it: a person's name, or `policy:NAME`. */
  readonly approvedBy: string;
  /** ISO 8601 instant. */
  readonly approvedAt: string;
}

/** One sheet's part in a dataset: where its companies and fields stand in it. */
export interface SheetOrigin {
  readonly sheet: string;
  /** By company row: the spreadsheet row (1-based) that tells of it, 0 if this sheet does not. */
  readonly rows: Int32Array;
  /** By field name: column letters in this sheet. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Which cell of the source each value came from. */
export interface Origins {
  readonly sheets: readonly SheetOrigin[];
  /** By field name, by company row: 1 + index into `sheets` of the sheet that gave the value, 0 for none. */
  readonly sheetOf: ReadonlyMap<string, Uint8Array>;
}

/**
 * The companies of one week. `fields` holds the canonical fields that the source has, under their display
 * names (the document's, whatever the month); `native` holds the source's own fields, under names of their own.
 * Both have one row a company, in the same order.
 */
export interface Dataset {
  /** As-of date of the week, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** As-of month of the fields whose name holds one, for example `Oct-25`; null if the source names none. */
  readonly month: string | null;
  /** The canonical schema, as the profile widened it. */
  readonly schema: Schema;
  /** Definitions of the native fields. */
  readonly nativeSchema: Schema;
  readonly fields: ColumnTable;
  readonly native: ColumnTable;
  readonly origins: Origins | null;
  readonly provenance: Provenance;
  readonly marks: readonly QualityMark[];
}

/** One company as plain JSON: its canonical fields by display name, its native fields beside them. */
export interface Company {
  readonly fields: Row;
  readonly native: Row;
}

/**
 * The address of the source cell that a value came from, for example `M_Company!I17`; undefined if it is
 * not known.
 *
 * @example
 * ```ts
 * import { cellAddress, companySchema, type Dataset, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const dataset: Dataset = {
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([{ Ticker: 'NVDA' }]),
 *   native: rowsToTable([{}]),
 *   origins: {
 *     sheets: [{ sheet: 'M_Company', rows: Int32Array.of(17), columns: new Map([['Ticker', 'B']]) }],
 *     sheetOf: new Map([['Ticker', Uint8Array.of(1)]]),
 *   },
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'mine', modifiedAt: null },
 *   marks: [],
 * };
 * cellAddress(dataset, 0, 'Ticker'); // → 'M_Company!B17'
 * ```
 */
export function cellAddress(dataset: Dataset, row: number, field: string): string | undefined {
  const index = dataset.origins?.sheetOf.get(field)?.[row];
  const origin = index ? dataset.origins?.sheets[index - 1] : undefined;
  const letters = origin?.columns.get(field);
  const sheetRow = origin?.rows[row];
  if (!origin || !letters || !sheetRow) return undefined;
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(origin.sheet);
  return `${plain ? origin.sheet : `'${origin.sheet.replaceAll("'", "''")}'`}!${letters}${sheetRow}`;
}
