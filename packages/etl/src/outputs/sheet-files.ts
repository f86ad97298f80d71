import { csvText } from '@stock-analyzer/schema';
import {
  envelopePieces,
  memberWriter,
  recordPieces,
  rowWriter,
  type TextBytes,
} from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import { uniqueFileName } from './file-name';
import type { OutputStamp } from './stamp';

/** A CSV and a JSON file for every sheet, with the values as the toolkit understands them: percentages in percent. */
export function* sheetFiles(
  sheets: readonly ParsedSheet[],
  stamp: OutputStamp,
  text: TextBytes,
): Iterable<ReleaseFile> {
  const taken = new Set<string>();
  for (const sheet of sheets) {
    const stem = `sheets/${uniqueFileName(sheet.id ?? sheet.sheet, taken)}`;
    yield { path: `${stem}.csv`, data: sheetCsv(sheet, text) };
    yield { path: `${stem}.json`, data: sheetJson(sheet, stamp, text) };
  }
}

const LINE_END = '\r\n';

function* sheetCsv({ table }: ParsedSheet, text: TextBytes): Iterable<Uint8Array> {
  const { columns, rowCount } = table;
  // The byte-order mark makes spreadsheets read Korean as UTF-8.
  text.put(`\uFEFF${csvText([columns.map(({ name }) => name)])}`);
  const write = rowWriter(columns, {
    before: () => '',
    missing: '',
    cell: (value) => csvText([[value]]).slice(0, -LINE_END.length),
  });
  yield* recordPieces(rowCount, write, text, LINE_END);
  if (rowCount > 0) text.put(LINE_END);
  yield text.take();
}

function sheetJson({ sheet, table }: ParsedSheet, stamp: OutputStamp, text: TextBytes): Iterable<Uint8Array> {
  const { columns, rowCount } = table;
  const metadata = { ...stamp, source: sheet, recordCount: rowCount };
  return envelopePieces({ metadata, key: 'data', count: rowCount, write: memberWriter(columns) }, text);
}
