import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ColumnTexts, TextBytes } from '@stock-analyzer/schema/json';
import { storableDataset } from '@stock-analyzer/store';
import { encodeDataset } from '@stock-analyzer/store/columns';
import { datasetPieces } from '@stock-analyzer/store/json';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import type { WeekAnalysis } from '../week/analyse';
import type { RunRecord } from '../week/run-record';
import { type LegacyColumn, legacyColumns } from './legacy/columns';
import { integratedFile } from './legacy/integrated';
import { summaryFiles } from './legacy/summary';
import { reportFiles } from './report-files';
import { sheetFiles } from './sheet-files';
import type { OutputStamp } from './stamp';

/** Every file of a release but its manifest, one after the other so that only one is in memory. */
export async function* releaseFiles(
  analysis: WeekAnalysis,
  run: RunRecord,
  stamp: OutputStamp,
): AsyncIterable<ReleaseFile> {
  const { dataset, transformed, plan, journal } = analysis;
  const { sheets, quarantine } = transformed;
  // All files are written with one buffer, and those of the sheets have many numbers in common.
  const text = new TextBytes();
  const texts = new ColumnTexts();
  const known = new Map<ParsedSheet, LegacyColumn[]>();
  const columnsOf = (sheet: ParsedSheet) => {
    const made = known.get(sheet) ?? legacyColumns(sheet, dataset);
    known.set(sheet, made);
    return made;
  };
  const legacy = { dataset, sheets, stamp, columnsOf, text, texts };
  const { release_id: releaseId, generated_at: generatedAt } = stamp;
  yield {
    path: 'companies.json',
    data: datasetPieces(dataset, { releaseId, generatedAt }, text),
    fixed: true,
  };
  const columns = encodeDataset(storableDataset(dataset), { releaseId, stagedAt: generatedAt });
  // Compressed here: most static hosts send a file of this kind as it is.
  yield { path: 'companies.columns.gz', data: await promisify(gzip)(columns) };
  yield* summaryFiles(legacy);
  yield integratedFile(legacy);
  yield* sheetFiles(sheets, stamp, text, texts);
  yield* await reportFiles(analysis, run);
  yield jsonFile('quarantine.json', quarantine);
  yield jsonFile('plan.json', plan);
  yield jsonFile('journal.json', journal);
  yield jsonFile('run.json', run);
}

function jsonFile(path: string, value: unknown): ReleaseFile {
  return { path, data: `${JSON.stringify(value, null, 2)}\n` };
}
