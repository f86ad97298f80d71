import type { XlsbInput } from './input/byte-source';
import { webPlatform } from './platform/web';
import { type OpenOptions, openWorkbook, openZipFile } from './workbook/open';
import type { XlsbWorkbook } from './workbook/workbook';
import type { ZipArchive } from './zip/archive';

export * from './public';

/**
 * Opens an XLSB workbook: a browser's File or Blob, bytes, or in Node a path or `file:` URL. Only the list of its
 * sheets is read; a sheet is read when one of its methods is called, and nothing but that sheet. Values come exactly
 * as they are stored.
 *
 * @throws XlsbError `UNREADABLE`, `NOT_XLSB`, `ENCRYPTED`, `TRUNCATED`, `DAMAGED`, `TOO_LARGE`, `ABORTED`
 *
 * @example
 * ```ts
 * import { xlsbBytes } from '@stock-analyzer/fixtures';
 * import { getFormat, openXlsb } from '@stock-analyzer/xlsb';
 *
 * const rows = [
 *   { index: 0, cells: [{ value: 'NVDA' }, { value: 0.7943, format: '0.0%' }] },
 *   { index: 1, cells: [{ value: 'AFMD' }, { value: { error: '#N/A' as const }, format: '0.0%' }] },
 * ];
 * const declared = { rows: 1_048_576, columns: 2 };
 * const bytes = xlsbBytes({ sheets: [{ name: 'M_Company', declared, rows }] });
 *
 * const workbook = await openXlsb(bytes);
 * workbook.sheets.map((sheet) => sheet.name); // → ['M_Company']
 * await workbook.sheet('M_Company').declaredRange(); // → 'A1:B1048576'
 *
 * const table = await workbook.sheet('M_Company').table();
 * table.columns.map((column) => column.type); // → ['string', 'number']
 * table.columns[1]!.causes?.get(1)?.error; // → '#N/A'
 * getFormat(table.columns[1]!); // → '0.0%'
 *
 * await workbook.sheet('M_Company').rows();
 * // → [{ row: 1, cells: ['NVDA', 0.7943] }, { row: 2, cells: ['AFMD', { error: '#N/A' }] }]
 * ```
 */
export function openXlsb(input: XlsbInput, options?: OpenOptions): Promise<XlsbWorkbook> {
  return openWorkbook(input, webPlatform, options);
}

/**
 * The zip layer by itself, for readers of other zipped formats: random access to the parts, within the same limits.
 *
 * @throws XlsbError `UNREADABLE`, `TRUNCATED`, `DAMAGED`, `TOO_LARGE`
 *
 * @example
 * ```ts
 * import { workbookBytes } from '@stock-analyzer/fixtures';
 * import { openZip } from '@stock-analyzer/xlsb';
 *
 * const zip = await openZip(workbookBytes('small').bytes);
 * zip.names[0]; // → '[Content_Types].xml'
 * const bytes = await zip.part('[content_types].XML')!.bytes();
 * new TextDecoder().decode(bytes).startsWith('<?xml'); // → true
 * ```
 */
export function openZip(input: XlsbInput, options?: Pick<OpenOptions, 'limits'>): Promise<ZipArchive> {
  return openZipFile(input, webPlatform, options);
}
