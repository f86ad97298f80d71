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

async function readSheets({ sheets, date1904 }: XlsbWorkbook, request: ReadRequest) {
  const infos = sheets.map(({ name, visibility, size }): SheetInfo => ({ name, visibility, size }));
  const sheetOf = new Map(infos.map((info, index) => [info, sheets[index]!]));
  const wanted = request.select(infos);
  const ranges = new Map<XlsbSheet, string | undefined>();
  for (const [done, info] of wanted.entries()) {
    request.checkAborted();
    request.progress({ step: 'sheet', sheet: info.name, done, total: wanted.length });
    const sheet = sheetOf.get(info)!;
    const table = await sheet.table({ signal: request.signal, emptyTexts: 'blank' });
    ranges.set(sheet, table.declaredRange);
    await request.take(table, { date1904 });
  }
  const notes = new Notes();
  if (request.declaredRanges) await findRanges(sheets, ranges, notes, request);
  const told = infos.map((info, index): SheetInfo => {
    const declaredRange = ranges.get(sheets[index]!);
    return declaredRange === undefined ? info : { ...info, declaredRange };
  });
  return { sheets: told, date1904, notes: notes.list() };
}

/** Asks the sheets that were not read for their range. One that is damaged is none of those that matter. */
async function findRanges(
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
