import type { CellObject, ParsingOptions, SheetProps, WorkBook, WorkSheet } from '@e965/xlsx';
import { parseErrorToken, type SheetVisibility } from '@stock-analyzer/schema';
import type { ZipArchive } from '@stock-analyzer/xlsb';
import { EtlError } from '../errors';
import { withArchive } from './archive';
import { SHEET_COLUMNS, SHEET_ROWS, SheetBuilder } from './columns';
import { notAWorkbook } from './format';
import { officeParts, openDocumentParts } from './package-parts';
import type { ReadRequest, SheetInfo, SheetReader, WorkbookFile } from './types';

type SheetJs = typeof import('@e965/xlsx');

/** No formulas, HTML or display texts: values as stored, their number formats, and errors as errors. */
const RAW: ParsingOptions = {
  type: 'array',
  dense: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellDates: false,
};

/** Reads XLSX, XLS and ODS through SheetJS, which is loaded when first needed. */
export const sheetJsReader: SheetReader = {
  formats: ['xlsx', 'xls', 'ods'],
  async read(file, request) {
    const sheetJs = await loadSheetJs();
    request.checkAborted();
    const { book, sheets, wanted } = await guarded(() => open(sheetJs, file, request));
    const date1904 = book.Workbook?.WBProps?.date1904 === true;
    const infos: SheetInfo[] = [...sheets];
    for (const [done, index] of wanted.entries()) {
      const info = sheets[index]!;
      await turnOfEventLoop();
      request.checkAborted();
      request.progress({ step: 'table', sheet: info.name, done, total: wanted.length });
      const sheet = sheetAt(book, index);
      const declaredRange = sheet['!ref'];
      infos[index] = declaredRange ? { ...info, declaredRange } : info;
      await request.take(sheetTable(sheet, infos[index], request), { date1904 });
    }
    return { sheets: infos, date1904, notes: [] };
  },
};

/** Lets an abort be heard: nothing else here ever waits. */
function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function loadSheetJs(): Promise<SheetJs> {
  const module: SheetJs & { default?: SheetJs } = await import('@e965/xlsx');
  // Its CommonJS build has all names on the default export only.
  return module.default?.read ? module.default : module;
}

interface Opened {
  readonly book: WorkBook;
  readonly sheets: readonly SheetInfo[];
  /** Indices of the sheets asked for. */
  readonly wanted: readonly number[];
}

async function open(sheetJs: SheetJs, file: WorkbookFile, request: ReadRequest): Promise<Opened> {
  if (request.format === 'xls') return choose(openCompound(sheetJs, await file.bytes()), request);
  return withArchive(file.input, request.limits, async (zip) => {
    if (request.format === 'xlsx') return openOffice(sheetJs, zip, request);
    return choose(sheetJs.read(await openDocumentParts(zip, request.limits), RAW), request);
  });
}

async function openOffice(sheetJs: SheetJs, zip: ZipArchive, request: ReadRequest): Promise<Opened> {
  const parts = await officeParts(zip);
  const outline = choose(sheetJs.read(await parts.outline(), { ...RAW, sheets: [] }), request);
  if (outline.wanted.length === 0) return outline;
  const ids = outline.wanted.map((index) => relationshipId(outline.book, index));
  const packed = await parts.withSheets(ids, (done) => {
    request.checkAborted();
    const { name } = outline.sheets[outline.wanted[done]!]!;
    request.progress({ step: 'sheet', sheet: name, done, total: ids.length });
  });
  const book = sheetJs.read(packed, { ...RAW, sheets: [...outline.wanted] });
  return { ...outline, book };
}

function openCompound(sheetJs: SheetJs, bytes: Uint8Array): WorkBook {
  const file: object = sheetJs.CFB.read(bytes, { type: 'buffer' });
  if (sheetJs.CFB.find(file, 'EncryptedPackage')) throw encrypted();
  if (!sheetJs.CFB.find(file, 'Workbook') && !sheetJs.CFB.find(file, 'Book')) {
    throw notAWorkbook('The file is an Office document, but no workbook');
  }
  return sheetJs.read(bytes, RAW);
}

const VISIBILITY: readonly SheetVisibility[] = ['visible', 'hidden', 'very_hidden'];

function choose(book: WorkBook, { format, select }: ReadRequest): Opened {
  const sheets = book.SheetNames.map((raw, index): SheetInfo => {
    checkName(raw);
    const name = format === 'ods' ? unescapeXml(raw) : raw;
    const hidden = Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0);
    return { name, visibility: VISIBILITY[hidden] ?? 'visible' };
  });
  const wanted = new Set(select(sheets));
  return { book, sheets, wanted: sheets.flatMap((sheet, index) => (wanted.has(sheet) ? [index] : [])) };
}

/** SheetJS leaves the names of ODS sheets as the XML has them. */
function unescapeXml(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name, decimal, hex) => {
      if (name) return ENTITIES.get(name.toLowerCase())!;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

/** A list of sheets in a dialect that SheetJS does not know comes out as long nonsense. */
function checkName(name: string): void {
  const nonsense = name.length > 255 || [...name].some((character) => character < ' ');
  if (!nonsense) return;
  throw new EtlError({
    code: 'DAMAGED',
    message: "The workbook's list of sheets cannot be read",
    advice: 'Open and save the file in a spreadsheet program.',
  });
}

/** SheetJS keeps it, but not in its types. */
function relationshipId(book: WorkBook, index: number): string {
  const sheet = book.Workbook?.Sheets?.[index] as (SheetProps & { id?: string }) | undefined;
  return sheet?.id ?? '';
}

/** SheetJS leaves out a sheet whose part it cannot parse, without a word. */
function sheetAt(book: WorkBook, index: number): WorkSheet {
  const name = book.SheetNames[index]!;
  const sheet: WorkSheet | undefined = book.Sheets[name];
  if (sheet && (Array.isArray(sheet['!data']) || sheet['!type'] !== undefined)) return sheet;
  throw new EtlError({
    code: 'DAMAGED',
    message: `The sheet "${name}" cannot be read`,
    place: { sheet: name },
    advice: 'Open and save the file in a spreadsheet program, or leave the sheet out.',
  });
}

function sheetTable(sheet: WorkSheet, info: SheetInfo, request: ReadRequest) {
  const builder = new SheetBuilder();
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  // Object.keys, since a damaged file may put a single row at four billion.
  for (const key of Object.keys(rows)) {
    const row = Number(key);
    const cells = rows[row];
    if (!cells) continue;
    if (row >= SHEET_ROWS || cells.length > SHEET_COLUMNS) throw outside(info.name, row);
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (!cell || cell.t === 'z') continue;
      if (cell.t !== 'e')
        builder.set(row, column, (cell.v ?? null) as string | number | boolean | null, formatOf(cell));
      else {
        const error = parseErrorToken(`0x${(cell.v as number).toString(16)}`)?.error;
        const cause = { kind: 'error' as const, text: error ?? '#UNKNOWN!' };
        builder.setMissing(row, column, error ? { ...cause, error } : cause, formatOf(cell));
      }
    }
  }
  return builder.build(info, request.limits);
}

function formatOf(cell: CellObject): string | undefined {
  return typeof cell.z === 'string' ? cell.z : undefined;
}

function outside(sheet: string, row: number): EtlError {
  return new EtlError({
    code: 'DAMAGED',
    message: 'A cell lies outside the largest possible sheet',
    place: { sheet, row: row + 1 },
    advice: 'Open and save the file in a spreadsheet program.',
  });
}

function encrypted(cause?: unknown): EtlError {
  return new EtlError({
    code: 'ENCRYPTED',
    message: 'The workbook is protected by a password',
    advice: 'Save it without a password.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Whatever SheetJS throws at a broken file becomes a typed error. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EtlError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/password|encrypt/i.test(reason)) throw encrypted(cause);
    throw new EtlError({
      code: 'DAMAGED',
      message: `The workbook cannot be read: ${reason}`,
      advice: 'Fetch the file again, or open and save it in a spreadsheet program.',
      cause,
    });
  }
}
