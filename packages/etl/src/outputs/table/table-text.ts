import { csvText, type SheetTable } from '@stock-analyzer/schema';
import { cellJson } from '@stock-analyzer/schema/json';
import { columnsJson } from './columns-json';
import { type GridCell, gridOf } from './grid';

/**
 * The forms of {@link tableText}.
 *
 * - `csv`: the cells from A1 on (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read any script). An
 *   error is its text, such as `#N/A`; a text that a spreadsheet would take for a formula gets an apostrophe in front.
 * - `json`: the same as an array of rows, each an array of cells; blank is null, an error `{"error":"#N/A"}`, a number
 *   that is none `{"token":"NaN"}`.
 * - `columns`: the typed columns with dictionaries, causes and number formats, without loss.
 */
export type TableForm = 'csv' | 'json' | 'columns';

/** Rows that become one piece of text. */
const BATCH = 1000;

/**
 * A sheet as it was read, as the text of a file, piece by piece: a large sheet may be longer than a text can be.
 *
 * @param date1904 what the workbook says of its dates, which stay serial numbers
 * @throws EtlError `TOO_LARGE` for a CSV or JSON of blanks
 * @example
 * ```ts
 * import { readWorkbook, tableText } from '@stock-analyzer/etl';
 *
 * const { tables } = await readWorkbook(new TextEncoder().encode('[{"Ticker":"NVDA","ROE (Fwd)":0.7943}]'));
 * [...tableText(tables[0]!, 'json')].join(''); // → '[\n["Ticker","ROE (Fwd)"],\n["NVDA",0.7943]\n]\n'
 * ```
 */
export function tableText(table: SheetTable, form: TableForm, date1904 = false): Iterable<string> {
  if (form === 'columns') return columnsJson(table, date1904);
  return form === 'csv' ? csvOf(gridOf(table)) : jsonOf(gridOf(table));
}

function* csvOf(grid: Iterable<readonly GridCell[]>): Generator<string> {
  yield '\uFEFF';
  for (const rows of batches(grid)) yield csvText(rows.map((row) => row.map(csvCell)));
}

function csvCell(cell: GridCell) {
  return isCause(cell) ? cell.text : cell;
}

function* jsonOf(grid: Iterable<readonly GridCell[]>): Generator<string> {
  let before = '[\n';
  for (const rows of batches(grid)) {
    yield before + rows.map((row) => `[${row.map(jsonCell).join(',')}]`).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function jsonCell(cell: GridCell): string {
  return isCause(cell) ? JSON.stringify({ [cell.kind]: cell.text }) : cellJson(cell);
}

function isCause(cell: GridCell): cell is Extract<GridCell, object> {
  return typeof cell === 'object' && cell !== null;
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
