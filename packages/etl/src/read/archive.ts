import { openZip, type XlsbInput, type ZipArchive } from '@stock-analyzer/xlsb';
import type { ReadLimits } from './limits';
import { etlErrorOf, zipLimits } from './xlsb-errors';

/**
 * Opens a zip for some work and closes it again. Nothing is inflated before the work asks for it, and nothing
 * beyond the limits.
 *
 * @throws EtlError `UNREADABLE`, `TRUNCATED`, `DAMAGED`, `TOO_LARGE`, `ENCRYPTED`
 */
export async function withArchive<T>(
  input: XlsbInput,
  limits: ReadLimits,
  work: (zip: ZipArchive) => Promise<T>,
): Promise<T> {
  try {
    const zip = await openZip(input, { limits: zipLimits(limits) });
    try {
      return await work(zip);
    } finally {
      await zip.close();
    }
  } catch (error) {
    throw etlErrorOf(error);
  }
}

/** The text of a part in UTF-8; '' if there is none. */
export async function partText(zip: ZipArchive, name: string): Promise<string> {
  const bytes = await zip.part(name)?.bytes();
  return bytes ? new TextDecoder().decode(bytes) : '';
}
