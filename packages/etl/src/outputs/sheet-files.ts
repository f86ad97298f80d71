import { cellAt, csvText } from '@stock-analyzer/schema';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import { envelopeJson, memberWriter } from './json-text';
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

/** A sheet's name as a file name on every system; spaces become `_`, as the existing exports have it. */
function uniqueFileName(name: string, taken: Set<string>): string {
  const plain = name
    .replace(/[\s/\\:*?"<>|\p{Cc}\p{Cs}]+/gu, '_')
    .replace(/^\.+|\.+$/g, '_')
    .slice(0, 100);
  const safe = /^(|con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `_${plain}` : plain;
  let unique = safe;
  for (let suffix = 2; taken.has(unique.toLowerCase()); suffix++) unique = `${safe}-${suffix}`;
  taken.add(unique.toLowerCase());
  return unique;
}
