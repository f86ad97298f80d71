import { cellAt, csvText } from '@stock-analyzer/schema';
import { envelopeJson, memberWriter } from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import { uniqueFileName } from './file-name';
import type { OutputStamp } from './stamp';

/** A CSV and a JSON file for every sheet, with the values as the toolkit understands them: percentages in percent. */
export function* sheetFiles(sheets: readonly ParsedSheet[], stamp: OutputStamp): Iterable<ReleaseFile> {
  const taken = new Set<string>();
  for (const sheet of sheets) {
    const stem = `sheets/${uniqueFileName(sheet.id ?? sheet.sheet, taken)}`;
    yield { path: `${stem}.csv`, data: sheetCsv(sheet) };
    yield { path: `${stem}.json`, data: sheetJson(sheet, stamp) };
  }
}

function sheetCsv({ table }: ParsedSheet): string {
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((column) => cellAt(column, row)),
  );
  // The byte-order mark makes spreadsheets read Korean as UTF-8.
  return `\uFEFF${csvText([table.columns.map(({ name }) => name), ...rows])}`;
}

function sheetJson({ sheet, table }: ParsedSheet, stamp: OutputStamp): string {
  const members = memberWriter(table.columns);
  const records = Array.from({ length: table.rowCount }, (_, row) => `{${members(row)}}`);
  return envelopeJson({ ...stamp, source: sheet, recordCount: table.rowCount }, 'data', records);
}
