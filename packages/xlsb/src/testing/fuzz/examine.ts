import type { XlsbLimits } from '../../limits';
import { openXlsb, XlsbError, type XlsbErrorCode, type XlsbSheet, type XlsbWorkbook } from '../../node';
import { webPlatform } from '../../platform/web';
import type { SheetRow } from '../../sheet/row-sink';
import { openWorkbook } from '../../workbook/open';
import { checkInPieces } from './piece-invariants';
import { checkRows, checkSameCells, checkSameRows, checkTable, must } from './table-invariants';

/** Limits so tight that mutated files of a few KB come near them. */
const FUZZ_LIMITS: XlsbLimits = {
  entries: 500,
  sheetBytes: 2 ** 21,
  heldBytes: 2 ** 20,
  structureBytes: 2 ** 18,
  ratio: 400,
  heldRatio: 100,
  cells: 50_000,
  textLength: 8000,
  recordBytes: 2 ** 15,
};

/** Errors that what a file holds may lead to. */
const OF_CONTENT: readonly XlsbErrorCode[] = [
  'NOT_XLSB',
  'ENCRYPTED',
  'TRUNCATED',
  'DAMAGED',
  'UNSUPPORTED',
  'TOO_LARGE',
];
const MOST_SHEETS = 8;

/** What became of reading: `read`, or the code of the error. */
export type Outcome = 'read' | XlsbErrorCode;

/** How an input is read besides the usual way. */
export interface Examination {
  /** Also as browsers inflate it; what is read here has to be read there. */
  readonly web?: boolean;
  /** Also all sheets at the same time, which share what is lent from one to the next. */
  readonly together?: boolean;
  /** Also with the sheets cut into pieces of this many bytes; the result has to be the same. */
  readonly pieceSize?: number | undefined;
}

/**
 * Reads a file in all ways there are. Throws if anything but a result or an error of the right type comes, or if a
 * result breaks a promise.
 *
 * @returns what became of opening it and of each sheet's table
 */
export async function examine(
  bytes: Uint8Array,
  { web = false, together = false, pieceSize }: Examination = {},
): Promise<Outcome[]> {
  const opened = await attempt(() => openXlsb(bytes, { limits: FUZZ_LIMITS }));
  if (web) await examineAsWeb(bytes, opened);
  if (opened instanceof XlsbError) return [opened.code];
  const outcomes: Outcome[] = ['read'];
  for (const sheet of opened.sheets.slice(0, MOST_SHEETS)) outcomes.push(await examineSheet(sheet));
  if (together) await examineTogether(opened, outcomes);
  if (pieceSize !== undefined) await checkInPieces(bytes, FUZZ_LIMITS, pieceSize);
  return outcomes;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | XlsbError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof XlsbError)) throw error;
    must(OF_CONTENT.includes(error.code), `${error.code} is no error of content`);
    must(error.problem !== '' && (error.advice ?? '') !== '', 'an error says what to do');
    return error;
  }
}

async function examineSheet(sheet: XlsbSheet): Promise<Outcome> {
  must(['worksheet', 'chartsheet', 'dialogsheet', 'macrosheet'].includes(sheet.kind), 'a sheet is of a kind');
  const range = await attempt(() => sheet.declaredRange());
  must(range instanceof XlsbError || range === undefined || /^[A-Z]/.test(range), 'a range is one');
  const table = await attempt(() => sheet.table());
  const rows = await attempt(() => sheet.rows());
  const batches = await attempt(() => gathered(sheet.batches({ batchRows: 7 }), 7));
  if (!(table instanceof XlsbError)) checkTable(table);
  if (!(rows instanceof XlsbError)) checkRows(rows);
  if (!(rows instanceof XlsbError) && !(batches instanceof XlsbError)) checkSameRows(rows, batches);
  if (!(rows instanceof XlsbError) && !(table instanceof XlsbError)) checkSameCells(table, rows);
  // How much is held depends on the way of reading; everything else does not.
  const codes = [table, rows, batches].map(outcomeOf).filter((code) => code !== 'TOO_LARGE');
  must(new Set(codes).size <= 1 || codes.length < 3, `one outcome, not ${codes.join()}`);
  await examineOptions(sheet, rows);
  return outcomeOf(table);
}

/** Reads with options that change what is found. */
async function examineOptions(sheet: XlsbSheet, all: SheetRow[] | XlsbError): Promise<void> {
  const some = await attempt(() => sheet.rows({ dates: true, emptyTexts: 'blank', stopAfterBlankRows: 5 }));
  if (some instanceof XlsbError) return;
  checkRows(some);
  if (!(all instanceof XlsbError)) must(some.length <= all.length, 'no more rows than there are');
  const stopped = await attempt(() => sheet.table({ emptyTexts: 'blank', stopAfterBlankRows: 5 }));
  if (!(stopped instanceof XlsbError)) checkTable(stopped);
}

async function examineTogether({ sheets }: XlsbWorkbook, [, ...expected]: readonly Outcome[]): Promise<void> {
  const few = sheets.slice(0, MOST_SHEETS);
  const tables = await Promise.all(few.map((sheet) => attempt(() => sheet.table())));
  for (const table of tables) if (!(table instanceof XlsbError)) checkTable(table);
  const outcomes = tables.map(outcomeOf);
  must(outcomes.join() === expected.join(), `together ${outcomes}, one by one ${expected}`);
}

async function gathered(batches: AsyncIterable<SheetRow[]>, most: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of batches) {
    must(batch.length > 0 && batch.length <= most, 'a batch has as many rows as asked for');
    rows.push(...batch);
  }
  return rows;
}

async function examineAsWeb(bytes: Uint8Array, inNode: XlsbWorkbook | XlsbError): Promise<void> {
  const opened = await attempt(() => openWorkbook(bytes, webPlatform, { limits: FUZZ_LIMITS }));
  must(
    outcomeOf(opened) === outcomeOf(inNode),
    `opened elsewhere: ${outcomeOf(opened)}, ${outcomeOf(inNode)}`,
  );
  if (opened instanceof XlsbError || inNode instanceof XlsbError) return;
  for (const sheet of opened.sheets.slice(0, MOST_SHEETS)) {
    const table = await attempt(() => sheet.table());
    const same = await attempt(() => inNode.sheets[sheet.index]!.table());
    // Of two errors in one sheet, which is met first depends on the pieces in which it comes.
    const agree = table instanceof XlsbError === same instanceof XlsbError;
    must(agree, `read elsewhere: ${outcomeOf(table)}, ${outcomeOf(same)}`);
    if (!(table instanceof XlsbError)) checkTable(table);
    await attempt(() => sheet.declaredRange());
  }
}

function outcomeOf(result: unknown): Outcome {
  return result instanceof XlsbError ? result.code : 'read';
}
