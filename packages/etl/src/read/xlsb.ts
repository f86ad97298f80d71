import { openXlsb, type XlsbSheet, type XlsbWorkbook } from '@stock-analyzer/xlsb';
import { EtlError } from '../errors';
import { Notes } from './notes';
import type { ReadRequest, SheetInfo, SheetReader } from './types';
import { etlErrorOf, xlsbLimits } from './xlsb-errors';

/** Reads XLSB by random access: of the file only what is asked for is read, sheet by sheet. */
export const xlsbReader: SheetReader = {
  formats: ['xlsb'],
  async read({ input }, request) {
    try {
      const { signal, limits } = request;
      const workbook = await openXlsb(input, { signal, limits: xlsbLimits(limits) });
      try {
        return await readSheets(workbook, request);
      } finally {
        await workbook.close();
      }
    } catch (error) {
      throw etlErrorOf(error);
    }
  },
};

/** A sheet as the caller knows it, and the one that is read. */
interface ListedSheet extends SheetInfo {
  readonly sheet: XlsbSheet;
}

async function readSheets({ sheets, date1904 }: XlsbWorkbook, request: ReadRequest) {
  const listed = sheets.map((sheet): ListedSheet => {
    const { name, visibility, size } = sheet;
    return { name, visibility, size, sheet };
  });
  const wanted = request.select(listed);
  const ranges = new Map<XlsbSheet, string | undefined>();
  for (const [done, { name, sheet }] of wanted.entries()) {
    request.checkAborted();
    request.progress({ step: 'sheet', sheet: name, done, total: wanted.length });
    const table = await sheet.table({ signal: request.signal, emptyTexts: 'blank' });
    ranges.set(sheet, table.declaredRange);
    await request.take(table, { date1904 });
  }
  const notes = new Notes();
  if (request.declaredRanges) await declareRanges(sheets, ranges, notes, request);
  const infos = listed.map(({ sheet, ...info }): SheetInfo => {
    const declaredRange = ranges.get(sheet);
    return declaredRange === undefined ? info : { ...info, declaredRange };
  });
  return { sheets: infos, date1904, notes: notes.list() };
}

/** Asks the sheets that were not read for their range. One that is damaged is none of those asked for. */
async function declareRanges(
  sheets: readonly XlsbSheet[],
  ranges: Map<XlsbSheet, string | undefined>,
  notes: Notes,
  request: ReadRequest,
): Promise<void> {
  for (const sheet of sheets) {
    if (ranges.has(sheet)) continue;
    request.checkAborted();
    try {
      ranges.set(sheet, await sheet.declaredRange());
    } catch (error) {
      const told = etlErrorOf(error);
      if (!(told instanceof EtlError)) throw told;
      notes.add('UNREADABLE_SHEET', told.problem, told.place);
    }
  }
}
