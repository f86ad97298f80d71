import { type CellValue, type ColumnTable, csvText } from '@stock-analyzer/schema';
import {
  type ColumnTexts,
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

/** A JSON and a CSV file for every sheet, with the values as the toolkit understands them: percentages in percent. */
export function* sheetFiles(
  sheets: readonly ParsedSheet[],
  stamp: OutputStamp,
  text: TextBytes,
  texts: ColumnTexts,
): Iterable<ReleaseFile> {
  const taken = new Set<string>();
  for (const sheet of sheets) {
    const stem = `sheets/${uniqueFileName(sheet.id ?? sheet.sheet, taken)}`;
    yield { path: `${stem}.json`, data: jsonPieces(sheet, stamp, text, texts) };
    yield { path: `${stem}.csv`, data: csvPieces(sheet.table, text, texts) };
  }
}

function jsonPieces(
  { sheet, table: { columns, rowCount } }: ParsedSheet,
  stamp: OutputStamp,
  text: TextBytes,
  texts: ColumnTexts,
): Iterable<Uint8Array> {
  const metadata = { ...stamp, source: sheet, recordCount: rowCount };
  const write = memberWriter(columns, { texts });
  return envelopePieces({ metadata, key: 'data', count: rowCount, write }, text);
}

const LINE_END = '\r\n';

function* csvPieces(
  { columns, rowCount }: ColumnTable,
  text: TextBytes,
  texts: ColumnTexts,
): Iterable<Uint8Array> {
  const write = rowWriter(columns, { before: () => '', missing: '', cell: csvCell, texts });
  // The byte-order mark makes spreadsheets read Korean as UTF-8.
  text.put(`\uFEFF${csvText([columns.map(({ name }) => name)])}`);
  yield* recordPieces(rowCount, write, text, LINE_END);
  if (rowCount > 0) text.put(LINE_END);
  yield text.take();
}

function csvCell(value: CellValue): string {
  return csvText([[value]]).slice(0, -LINE_END.length);
}
