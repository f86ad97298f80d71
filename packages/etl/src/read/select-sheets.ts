import { EtlError } from '../errors';
import { nearMisses } from './near';
import type { ReadOptions, SheetInfo } from './types';

/** The sheets asked for, in the workbook's order. @throws EtlError `SHEET_NOT_FOUND` */
export function selectSheets<T extends SheetInfo>(sheets: readonly T[], wanted: ReadOptions['sheets']): T[] {
  if (wanted === undefined) return [...sheets];
  if (typeof wanted === 'function') return sheets.filter(wanted);
  for (const each of wanted) if (!sheets.some((sheet) => isCalled(sheet, each))) throw notFound(each, sheets);
  return sheets.filter((sheet) => wanted.some((each) => isCalled(sheet, each)));
}

/** `search`, unlike `test`, begins at the start whatever the pattern's flags. */
function isCalled({ name }: SheetInfo, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : name.search(wanted) >= 0;
}

function notFound(wanted: string | RegExp, sheets: readonly SheetInfo[]): EtlError {
  const names = sheets.map(({ name }) => name);
  const near = typeof wanted === 'string' ? nearMisses(wanted, names) : [];
  return new EtlError({
    code: 'SHEET_NOT_FOUND',
    ...(typeof wanted === 'string'
      ? { message: `The workbook has no sheet "${wanted}"`, place: { sheet: wanted } }
      : { message: `The workbook has no sheet whose name matches ${wanted}` }),
    advice: near.length
      ? `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
      : `It has ${names.length} sheets: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}.`,
  });
}
