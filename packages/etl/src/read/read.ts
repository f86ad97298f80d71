import { EtlError } from '../errors';
import { csvReader } from './csv';
import { detectFormat } from './format';
import { jsonReader } from './json';
import { defaultReadLimits, type ReadLimits, tooLarge } from './limits';
import { nearMisses } from './near';
import { sheetJsReader } from './sheetjs';
import type { ReadOptions, ReadRequest, SheetInfo, SheetReader, Workbook, WorkbookInput } from './types';

const readers: readonly SheetReader[] = [sheetJsReader, csvReader, jsonReader];

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
  const limits = { ...defaultReadLimits, ...options.limits };
  const name =
    options.name ?? (typeof File !== 'undefined' && input instanceof File ? input.name : undefined);
  const progress: ReadRequest['progress'] = (step) => options.onProgress?.(step);
  const checkAborted = () => {
    if (options.signal?.aborted) throw aborted(options.signal.reason);
  };
  try {
    checkAborted();
    progress({ step: 'open', done: 0, total: 1 });
    const bytes = await bytesOf(input, limits);
    checkAborted();
    const format = detectFormat(bytes, limits);
    const reader = readers.find(({ formats }) => formats.includes(format))!;
    const workbook = await reader.read(bytes, {
      format,
      limits,
      progress,
      checkAborted,
      name: name === undefined ? undefined : sheetNameOf(name),
      wanted: wantedBy(options.sheets),
    });
    checkFound(options.sheets, workbook.sheets);
    return { format, ...(name === undefined ? {} : { name }), ...workbook };
  } catch (error) {
    throw error instanceof EtlError && name !== undefined ? inFile(error, name) : error;
  }
}

async function bytesOf(input: WorkbookInput, limits: ReadLimits): Promise<Uint8Array> {
  const size = input instanceof Blob ? input.size : (input?.byteLength as number | undefined);
  if (size === undefined) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: `The input is neither bytes nor a Blob, but ${input === null ? 'null' : `a ${typeof input}`}`,
      advice:
        'Give a Uint8Array, an ArrayBuffer, a Blob or a File; paths are for @stock-analyzer/etl in Node.',
    });
  }
  if (size > limits.fileBytes) throw tooLarge(`The file has ${size} bytes`, 'fileBytes', limits);
  // A Node Buffer becomes the plain array that it is, since its slice() does not copy.
  if (input instanceof Uint8Array) return new Uint8Array(input.buffer, input.byteOffset, size);
  return new Uint8Array(input instanceof Blob ? await blobBytes(input) : input);
}

async function blobBytes(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: 'The file cannot be read',
      advice: 'It may have been changed or moved since it was chosen: choose it again.',
      retryable: true,
      cause,
    });
  }
}

function wantedBy(sheets: ReadOptions['sheets']): (sheet: SheetInfo) => boolean {
  if (sheets === undefined) return () => true;
  if (typeof sheets === 'function') return sheets;
  const names = new Set(sheets);
  return ({ name }) => names.has(name);
}

function checkFound(wanted: ReadOptions['sheets'], sheets: readonly SheetInfo[]): void {
  if (wanted === undefined || typeof wanted === 'function') return;
  const names = sheets.map((sheet) => sheet.name);
  const missing = wanted.find((name) => !names.includes(name));
  if (missing === undefined) return;
  const near = nearMisses(missing, names);
  const advice = near.length
    ? `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
    : `It has ${names.length} sheets: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`;
  throw new EtlError({
    code: 'SHEET_NOT_FOUND',
    message: `The workbook has no sheet "${missing}"`,
    advice,
    place: { sheet: missing },
  });
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
