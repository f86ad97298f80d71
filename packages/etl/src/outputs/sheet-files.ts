import { csvText } from '@stock-analyzer/schema';
import { envelopePieces, memberWriter, rowWriter, TextBytes } from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import { uniqueFileName } from './file-name';
import type { OutputStamp } from './stamp';

/**
 * A JSON and a CSV file for every sheet, with the values as the toolkit understands them: percentages in percent. Rows
 * are written to both at once, as the text of a number is still at hand then; so the CSV is there after the JSON.
 */
export function* sheetFiles(
  sheets: readonly ParsedSheet[],
  stamp: OutputStamp,
  text: TextBytes,
): Iterable<ReleaseFile> {
  const taken = new Set<string>();
  const csv = new TextBytes();
  for (const sheet of sheets) {
    const stem = `sheets/${uniqueFileName(sheet.id ?? sheet.sheet, taken)}`;
    yield { path: `${stem}.json`, data: sheetTexts(sheet, stamp, text, csv) };
    yield { path: `${stem}.csv`, data: csv.take() };
  }
}

const LINE_END = '\r\n';

/** The pieces of the JSON; its rows are added to the CSV meanwhile. */
function sheetTexts(
  { sheet, table }: ParsedSheet,
  stamp: OutputStamp,
  text: TextBytes,
  csv: TextBytes,
): Iterable<Uint8Array> {
  const { columns, rowCount } = table;
  // The byte-order mark makes spreadsheets read Korean as UTF-8.
  csv.put(`\uFEFF${csvText([columns.map(({ name }) => name)])}`);
  const writeRecord = rowWriter(columns, {
    before: () => '',
    missing: '',
    cell: (value) => csvText([[value]]).slice(0, -LINE_END.length),
  });
  const lineEnd = new TextEncoder().encode(LINE_END);
  const writeMembers = memberWriter(columns);
  const write = (row: number, into: TextBytes) => {
    writeMembers(row, into);
    writeRecord(row, csv);
    csv.putBytes(lineEnd);
  };
  const metadata = { ...stamp, source: sheet, recordCount: rowCount };
  return envelopePieces({ metadata, key: 'data', count: rowCount, write }, text);
}
