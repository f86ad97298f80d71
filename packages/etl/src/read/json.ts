import { notAWorkbook } from './format';
import { JsonObject, parseJson } from './json-parse';
import { findTables, jsonSheet, toPlain } from './json-tables';
import { Notes } from './notes';
import { decodeText } from './text';
import type { SheetReader } from './types';

/** Reads JSON, whatever envelope its tables stand in. */
export const jsonReader: SheetReader = {
  formats: ['json'],
  async read(file, request) {
    const { text, encoding, notes: textNotes } = decodeText(await file.bytes());
    const notes = new Notes();
    const root = parseJson(text, request.limits, notes);
    const found = findTables(root, request.name ?? 'Sheet1', notes);
    if (found.length === 0) throw notAWorkbook('The JSON holds no list of records');
    const wanted = request.select(found);
    for (const [done, table] of wanted.entries()) {
      request.checkAborted();
      request.progress({ step: 'table', sheet: table.name, done, total: wanted.length });
      await request.take(jsonSheet(table, request.limits, notes), { date1904: false });
    }
    const metadata = root instanceof JsonObject ? root.get('metadata') : undefined;
    return {
      sheets: found.map(({ name, visibility }) => ({ name, visibility })),
      date1904: false,
      encoding,
      notes: [...textNotes, ...notes.list()],
      ...(metadata === undefined ? {} : { metadata: toPlain(metadata) }),
    };
  },
};
