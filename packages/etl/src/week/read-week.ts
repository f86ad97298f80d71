import { findSheetProfile } from '../profile/find-sheet';
import { globalScouter } from '../profile/global-scouter';
import type { SourceProfile } from '../profile/types';
import { readWorkbook } from '../read/read';
import type { Workbook } from '../read/types';
import { type TransformResult, transformWorkbook } from '../transform/transform';
import type { WeekOptions } from './options';
import { openSource, type SourceFile } from './source-file';

/** A week as its file has it: nothing is checked, corrected or written yet. */
export interface ReadWeek {
  readonly workbook: Workbook;
  readonly transformed: TransformResult;
}

/**
 * Reads a week and maps its sheets to companies: the beginning of {@link processWeek}, for who only wants to
 * look at it.
 *
 * @param input path of a workbook, or its bytes.
 * @throws EtlError what {@link readWorkbook} and {@link transformWorkbook} throw.
 * @example
 * ```ts
 * import { readWeek } from '@stock-analyzer/etl';
 * import { tableToRows } from '@stock-analyzer/schema';
 *
 * const csv = 'Ticker,Corp,Exchange,Price,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,187.62,0.7943,5.92\n';
 * const { transformed } = await readWeek(new TextEncoder().encode(csv), { name: 'M_Company.csv' });
 * transformed.asOf.date; // → '2025-10-10'
 * tableToRows(transformed.dataset.fields)[0]?.['ROE (Fwd)']; // → 79.43
 * ```
 */
export async function readWeek(
  input: string | Uint8Array,
  options: Pick<WeekOptions, 'profile' | 'name' | 'signal' | 'onProgress'> = {},
): Promise<ReadWeek> {
  const profile = options.profile ?? globalScouter;
  options.onProgress?.({ step: 'open' });
  const source = await openSource(input, options);
  const workbook = await readSheets(source, { ...options, profile });
  options.onProgress?.({ step: 'transform' });
  return { workbook, transformed: transformSheets(source, workbook, profile) };
}

/** The sheets of a source that belong to its week. */
export function readSheets(
  source: SourceFile,
  { profile, signal, onProgress }: Pick<WeekOptions, 'signal' | 'onProgress'> & { profile: SourceProfile },
): Promise<Workbook> {
  return readWorkbook(source.bytes, {
    sheets: ({ name }) => wantsSheet(profile, name),
    ...(source.file !== null && { name: source.file }),
    ...(signal && { signal }),
    onProgress: (read) => onProgress?.({ step: 'read', read }),
  });
}

/** Those sheets as the companies of one week. */
export function transformSheets(
  source: SourceFile,
  workbook: Workbook,
  profile: SourceProfile,
): TransformResult {
  return transformWorkbook(workbook.tables, profile, {
    file: source.file,
    sha256: source.sha256,
    bytes: source.bytes.length,
    modifiedAt: source.modifiedAt,
    date1904: workbook.date1904,
  });
}

/**
 * Sheets that the profile knows, and others that may be tables. A workbook has a sheet for each of a thousand
 * tickers, called by the ticker; none of them is part of the week.
 */
function wantsSheet(profile: SourceProfile, name: string): boolean {
  return findSheetProfile(profile, name) !== undefined || !/^[A-Z0-9.-]{1,10}$/.test(name);
}
