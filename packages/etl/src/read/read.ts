import type { SheetTable } from '@stock-analyzer/schema';
import { EtlError } from '../errors';
import { csvReader } from './csv';
import { detectFormat } from './format';
import { jsonReader } from './json';
import { defaultReadLimits, type ReadLimits } from './limits';
import { selectSheets } from './select-sheets';
import { sheetJsReader } from './sheetjs';
import type { ReadOptions, ReadRequest, SheetReader, Workbook, WorkbookFile, WorkbookInput } from './types';
import { fileOf } from './workbook-file';
import { xlsbReader } from './xlsb';

const readers: readonly SheetReader[] = [xlsbReader, sheetJsReader, csvReader, jsonReader];

/**
 * Reads a workbook's sheets as typed columns. XLSB, XLSX, XLS, ODS, CSV (UTF-8, UTF-16 or CP949) and JSON
 * are told apart by their content. Values come as they are stored: numbers bit for bit, texts untouched,
 * dates as the numbers they are, with their number formats beside them; an error cell is a missing value
 * with its cause. In CSV every cell is a text.
 *
 * Runs in browsers and Node. In Node, `readWorkbook` of `@stock-analyzer/etl` takes a path as well.
 *
 * @throws EtlError `NOT_A_WORKBOOK`, `ENCRYPTED`, `TRUNCATED`, `DAMAGED`, `TOO_LARGE`, `SHEET_NOT_FOUND`,
 * `ABORTED`, `UNREADABLE`
 *
 * @example
 * ```ts
 * import { cellAt } from '@stock-analyzer/schema';
 * import { readWorkbook } from '@stock-analyzer/etl/read';
 *
 * const bytes = new TextEncoder().encode('Ticker,Price\n0700.HK,HK$ 673.50\n');
 * const workbook = await readWorkbook(bytes, { name: 'M_Company.csv' });
 * workbook.format; // → 'csv'
 * workbook.tables[0]!.name; // → 'M_Company'
 * workbook.tables[0]!.columns.map((column) => cellAt(column, 1)); // → ['0700.HK', 'HK$ 673.50']
 * ```
 */
export async function readWorkbook(input: WorkbookInput, options: ReadOptions = {}): Promise<Workbook> {
  const name =
    options.name ?? (typeof File !== 'undefined' && input instanceof File ? input.name : undefined);
  return readOpened((limits) => fileOf(input, limits), {
    ...options,
    ...(name === undefined ? {} : { name }),
  });
}

/** Reads a file, however it is opened. Errors get the file's name as their place, those of opening it too. */
export async function readOpened(
  open: (limits: ReadLimits) => Promise<WorkbookFile>,
  options: ReadOptions,
): Promise<Workbook> {
  const limits = { ...defaultReadLimits, ...options.limits };
  const { name, signal } = options;
  const progress: ReadRequest['progress'] = (step) => options.onProgress?.(step);
  const checkAborted = () => {
    if (signal?.aborted) throw aborted(signal.reason);
  };
  try {
    checkAborted();
    progress({ step: 'open', done: 0, total: 1 });
    const file = await open(limits);
    checkAborted();
    const format = await detectFormat(file, limits);
    const tables: SheetTable[] = [];
    const reader = readers.find(({ formats }) => formats.includes(format))!;
    const workbook = await reader.read(file, {
      format,
      limits,
      signal,
      progress,
      checkAborted,
      name: name === undefined ? undefined : sheetNameOf(name),
      select: (sheets) => selectSheets(sheets, options.sheets),
      take: options.onTable ?? ((table) => void tables.push(table)),
      declaredRanges: options.declaredRanges ?? false,
    });
    return { format, ...(name === undefined ? {} : { name }), ...workbook, tables };
  } catch (error) {
    throw error instanceof EtlError && name !== undefined ? inFile(error, name) : error;
  }
}

/** `data/M_Company.csv` → `M_Company` */
function sheetNameOf(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return base.replace(/(?<=.)\.[^.]*$/, '');
}

function aborted(cause: unknown): EtlError {
  return new EtlError({ code: 'ABORTED', message: 'Reading was aborted', retryable: true, cause });
}

function inFile(error: EtlError, file: string): EtlError {
  const { code, problem, place, advice, retryable, cause } = error;
  return new EtlError({
    code,
    message: problem,
    place: { file, ...place },
    retryable,
    ...(advice === undefined ? {} : { advice }),
    ...(cause === undefined ? {} : { cause }),
  });
}
