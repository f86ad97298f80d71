import { canonicalProfile } from '../profile/canonical';
import { findSheetProfile } from '../profile/find-sheet';
import { globalScouter } from '../profile/global-scouter';
import type { SourceProfile } from '../profile/types';
import { readWorkbook } from '../read/read';
import type { Workbook } from '../read/types';
import type { StatedFacts } from '../transform/as-of';
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
  options: Pick<WeekOptions, 'profile' | 'name' | 'asOf' | 'signal' | 'onProgress'> = {},
): Promise<ReadWeek> {
  options.onProgress?.({ step: 'open' });
  const source = await openSource(input, options);
  const workbook = await readSheets(source, options);
  options.onProgress?.({ step: 'transform' });
  return { workbook, transformed: transformSheets(source, workbook, options) };
}

/** The sheets of a source that belong to its week. */
export function readSheets(
  source: SourceFile,
  { profile = globalScouter, signal, onProgress }: Pick<WeekOptions, 'profile' | 'signal' | 'onProgress'>,
): Promise<Workbook> {
  return readWorkbook(source.bytes, {
    sheets: ({ name }) => wantsSheet(profile, name),
    ...(source.file !== null && { name: source.file }),
    ...(signal && { signal }),
    onProgress: (read) => onProgress?.({ step: 'read', read }),
  });
}

/** Those sheets as the companies of one week, by the profile that was given or the one that fits. */
export function transformSheets(
  source: SourceFile,
  workbook: Workbook,
  { profile = profileOf(workbook), asOf }: Pick<WeekOptions, 'profile' | 'asOf'>,
): TransformResult {
  return transformWorkbook(workbook.tables, profile, {
    file: source.file,
    sha256: source.sha256,
    bytes: source.bytes.length,
    modifiedAt: source.modifiedAt,
    date1904: workbook.date1904,
    stated: statedFacts(workbook.metadata),
    ...(asOf !== undefined && { asOf }),
  });
}

/** The profile of the weekly workbook, or that of companies in canonical form if the file is called so. */
function profileOf({ tables }: Workbook): SourceProfile {
  const isKnown = tables.some(({ name }) => findSheetProfile(globalScouter, name));
  return !isKnown && tables.some(({ name }) => name === 'companies') ? canonicalProfile : globalScouter;
}

function statedFacts(metadata: unknown): StatedFacts {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const { as_of, month } = metadata as Record<string, unknown>;
  return {
    ...(typeof as_of === 'string' && { as_of }),
    ...(typeof month === 'string' && { month }),
  };
}

/**
 * Sheets that the profile knows, and others that may be tables. A workbook has a sheet for each of a thousand
 * tickers, called by the ticker; none of them is part of the week.
 */
function wantsSheet(profile: SourceProfile, name: string): boolean {
  return findSheetProfile(profile, name) !== undefined || !/^[A-Z0-9.-]{1,10}$/.test(name);
}
