import type { XlsbInput } from './input/byte-source';
import { nodePlatform } from './platform/node';
import { type OpenOptions, openWorkbook, openZipFile } from './workbook/open';
import type { XlsbWorkbook } from './workbook/workbook';
import type { ZipArchive } from './zip/archive';

export * from './public';

/** `openXlsb` of the other platforms, with paths, and Node's own inflate, which is faster. */
export function openXlsb(input: XlsbInput, options?: OpenOptions): Promise<XlsbWorkbook> {
  return openWorkbook(input, nodePlatform, options);
}

/** `openZip` of the other platforms, with paths, and Node's own inflate. */
export function openZip(input: XlsbInput, options?: Pick<OpenOptions, 'limits'>): Promise<ZipArchive> {
  return openZipFile(input, nodePlatform, options);
}
