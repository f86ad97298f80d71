/**
 * Why a row of a sheet is not a row of its own in what is published.
 *
 * Structural: `header`, `group_title`, `metadata` (notes above the data), `blank`, `junk` (zeros that formulas
 * leave below the data). Quarantined: `missing_ticker`, `missing_name`, `duplicate_ticker`. Merged: `merged`
 * (a company that an earlier sheet has already).
 */
export type RowReason =
  | 'header'
  | 'group_title'
  | 'metadata'
  | 'blank'
  | 'junk'
  | 'missing_ticker'
  | 'missing_name'
  | 'duplicate_ticker'
  | 'merged';

/** What became of a sheet's rows: read = published + merged + quarantined + structural. */
export interface SheetAccounting {
  readonly sheet: string;
  /** From the first row that holds anything to the last; blank rows between them count. */
  readonly rows_read: number;
  /** Rows of the dataset, or of the sheet's own table. */
  readonly rows_published: number;
  readonly rows_merged: number;
  readonly rows_quarantined: number;
  readonly rows_structural: number;
  /** How many rows for which reason; reasons that did not occur are absent. */
  readonly reasons: Readonly<Partial<Record<RowReason, number>>>;
}

const QUARANTINED: ReadonlySet<RowReason> = new Set(['missing_ticker', 'missing_name', 'duplicate_ticker']);

/** Adds up a sheet's rows. */
export function account(
  sheet: string,
  rowsRead: number,
  reasons: ReadonlyMap<RowReason, number>,
): SheetAccounting {
  let merged = 0;
  let quarantined = 0;
  let structural = 0;
  for (const [reason, count] of reasons) {
    if (reason === 'merged') merged += count;
    else if (QUARANTINED.has(reason)) quarantined += count;
    else structural += count;
  }
  return {
    sheet,
    rows_read: rowsRead,
    rows_published: rowsRead - merged - quarantined - structural,
    rows_merged: merged,
    rows_quarantined: quarantined,
    rows_structural: structural,
    reasons: Object.fromEntries(reasons),
  };
}
