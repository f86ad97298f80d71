import { XlsbError } from '../errors';
import type { SheetVisibility } from '../sheet/columns';

/** What is known of a sheet without reading it. */
export interface SheetInfo {
  /** From 0, in the workbook's order. */
  readonly index: number;
  /** As the workbook spells it. */
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** A chart sheet and a dialog have no cells. */
  readonly kind: 'worksheet' | 'chartsheet' | 'dialogsheet' | 'macrosheet';
  /** Inflated size of its part, in bytes; 0 if the part is missing. */
  readonly size: number;
  /** Size of its part in the file, in bytes. */
  readonly packedSize: number;
}

/** Which sheets: a name exactly as the workbook spells it, a pattern, a test, or any of several. */
export type SheetSelection =
  | string
  | RegExp
  | ((sheet: SheetInfo) => boolean)
  | readonly (string | RegExp | ((sheet: SheetInfo) => boolean))[];

/** The sheets selected, in the workbook's order. @throws XlsbError `SHEET_NOT_FOUND` for a name that none has */
export function selectSheets<T extends SheetInfo>(sheets: readonly T[], selection: SheetSelection): T[] {
  const selections = [selection].flat() as Exclude<SheetSelection, readonly unknown[]>[];
  for (const each of selections) {
    if (typeof each === 'string' && !sheets.some(({ name }) => name === each)) throw notFound(each, sheets);
  }
  return sheets.filter((sheet) =>
    selections.some((each) => {
      if (typeof each === 'string') return each === sheet.name;
      return typeof each === 'function' ? each(sheet) : sheet.name.search(each) >= 0;
    }),
  );
}

/** The error of a name that no sheet has. */
export function notFound(name: string, sheets: readonly SheetInfo[]): XlsbError {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_]+/g, '');
  const near = sheets.filter((sheet) => plain(sheet.name) === plain(name));
  const first = sheets.slice(0, 8).map((sheet) => sheet.name);
  const advice = near.length
    ? `Did you mean ${near.map((sheet) => `"${sheet.name}"`).join(' or ')}?`
    : `It has ${sheets.length} sheets: ${first.join(', ')}${sheets.length > 8 ? ', …' : ''}.`;
  return new XlsbError({
    code: 'SHEET_NOT_FOUND',
    message: `The workbook has no sheet "${name}"`,
    place: { sheet: name },
    advice,
  });
}
