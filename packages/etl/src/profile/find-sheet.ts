import type { SheetProfile, SourceProfile } from './types';

/**
 * The part of a profile that a sheet falls under, by its name: `T_EPS C` and the CSV file `T_EPS_C` are one.
 *
 * @returns Undefined for a sheet that the profile does not know; it is read with inferred types.
 * @example
 * ```ts
 * import { findSheetProfile, globalScouter } from '@stock-analyzer/etl';
 *
 * findSheetProfile(globalScouter, 'T_EPS C')?.id; // → 'T_EPS_C'
 * findSheetProfile(globalScouter, 'NVDA'); // → undefined
 * ```
 */
export function findSheetProfile(profile: SourceProfile, name: string): SheetProfile | undefined {
  const key = sheetKey(name);
  return (
    profile.sheets.find(({ id, names = [] }) => [id, ...names].some((each) => sheetKey(each) === key)) ??
    profile.sheets.find(({ names = [] }) => names.includes('*'))
  );
}

function sheetKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
}
