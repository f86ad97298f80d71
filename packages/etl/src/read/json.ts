import { notAWorkbook } from './format';
import { JsonObject, parseJson } from './json-parse';
import { findTables, jsonSheet, toPlain } from './json-tables';
import { Notes } from './notes';
import { decodeText } from './text';
import type { SheetReader } from './types';

/** Reads JSON, whatever envelope its tables stand in. */
export const jsonReader: SheetReader = {
  formats: ['json'],
  async read(bytes, request) {
    const { text, encoding, notes: textNotes } = decodeText(bytes);
    const notes = new Notes();
    const root = parseJson(text, request.limits, notes);
    const found = findTables(root, request.name ?? 'Sheet1', notes);
    if (found.length === 0) throw notAWorkbook('The JSON holds no list of records');
    const wanted = found.filter(request.wanted);
    const tables = wanted.map((table, done) => {
      request.checkAborted();
      request.progress({ step: 'table', sheet: table.name, done, total: wanted.length });
      return jsonSheet(table, request.limits, notes);
    });
    const metadata = root instanceof JsonObject ? root.get('metadata') : undefined;
    return {
      sheets: found.map(({ name, visibility }) => ({ name, visibility })),
      tables,
      date1904: false,
      encoding,
      notes: [...textNotes, ...notes.list()],
      ...(metadata === undefined ? {} : { metadata: toPlain(metadata) }),
    };
  },
};
