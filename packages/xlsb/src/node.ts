import type { XlsbInput } from './input/byte-source';
import { defaultXlsbLimits } from './limits';
import { nodePlatform } from './platform/node';
import { type OpenOptions, openSource, openWorkbook } from './workbook/open';
import type { XlsbWorkbook } from './workbook/workbook';
import { openArchive, type ZipArchive } from './zip/archive';

export * from './public';

/** `openXlsb` of the other platforms, with paths, and Node's own inflate, which is faster. */
export function openXlsb(input: XlsbInput, options?: OpenOptions): Promise<XlsbWorkbook> {
  return openWorkbook(input, nodePlatform, options);
}

/** `openZip` of the other platforms, with paths, and Node's own inflate. */
export async function openZip(
  input: XlsbInput,
  options: Pick<OpenOptions, 'limits'> = {},
): Promise<ZipArchive> {
  const limits = { ...defaultXlsbLimits, ...options.limits };
  return openArchive(await openSource(input, nodePlatform), nodePlatform, limits);
}
