import { EtlError } from '../errors';
import { SheetBuilder } from './columns';
import { tooLarge } from './limits';
import { Notes } from './notes';
import { decodeText } from './text';
import type { SheetInfo, SheetReader } from './types';

/**
 * Reads CSV through Papa Parse: one small package for Node and browsers, without dependencies, that tells
 * comma, semicolon and tab apart. Every cell stays the text it is: whether `0700`, `1E5` or `3e-05` is a
 * number is for the field's parser to say, which knows what the column means.
 */
export const csvReader: SheetReader = {
  formats: ['csv'],
  async read(file, request) {
    const { default: papa } = await import('papaparse');
    request.checkAborted();
    const { text, encoding, notes: textNotes } = decodeText(await file.bytes());
    const sheet: SheetInfo = { name: request.name ?? 'Sheet1', visibility: 'visible' };
    const common = { sheets: [sheet], date1904: false, encoding };
    if (request.select([sheet]).length === 0) return { ...common, notes: textNotes };

    const { newline, mixed } = lineEnding(text);
    const builder = new SheetBuilder();
    const notes = new Notes();
    let delimiter = ',';
    let row = 0;
    let cells = 0;
    papa.parse<string[]>(text, {
      newline,
      delimitersToGuess: [',', '\t', ';', '|'],
      step({ data, errors, meta }) {
        for (const error of errors) if (error.type === 'Quotes') reportQuote(error.code, row, sheet, notes);
        delimiter = meta.delimiter;
        if (mixed && data.length > 0) data.push(data.pop()!.replace(/\r$/, ''));
        cells += data.length;
        if (cells > request.limits.cells) {
          throw tooLarge(`The text has more than ${cells - 1} cells`, 'cells', request.limits);
        }
        for (let column = 0; column < data.length; column++) builder.set(row, column, data[column]!);
        row++;
      },
    });
    request.progress({ step: 'table', sheet: sheet.name, done: 0, total: 1 });
    await request.take(builder.build(sheet, request.limits), { date1904: false });
    return { ...common, delimiter, notes: [...textNotes, ...notes.list()] };
  },
};

/** How rows end, line breaks within quoted fields left aside. In a mixed file \n ends a row, with \r or not. */
function lineEnding(text: string): { newline: '\r\n' | '\n' | '\r'; mixed: boolean } {
  const unquoted = text.includes('"') ? text.replace(/"[^"]*"/g, '') : text;
  if (!unquoted.includes('\r')) return { newline: '\n', mixed: false };
  if (!unquoted.includes('\n')) return { newline: '\r', mixed: false };
  const mixed = /(^|[^\r])\n/.test(unquoted);
  return { newline: mixed ? '\n' : '\r\n', mixed };
}

function reportQuote(code: string, row: number, sheet: SheetInfo, notes: Notes): void {
  const place = { sheet: sheet.name, row: row + 1 };
  if (code === 'MissingQuotes') {
    throw new EtlError({
      code: 'DAMAGED',
      message: 'A quoted field is never closed, so that the rest of the file stands in one cell',
      place,
      advice: 'Fetch the file again, or write a quote within a field twice.',
    });
  }
  notes.add('STRAY_QUOTE', 'A quote stands in a quoted field without being written twice', place);
}
