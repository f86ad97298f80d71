import { checkLimit } from '../check-limit';
import { damaged, XlsbError } from '../errors';
import type { ByteSource } from '../input/byte-source';
import type { XlsbLimits } from '../limits';
import type { Platform } from '../platform/platform';
import { readDirectory } from './directory';
import { type ZipPart, zipPart } from './part';

/** The parts of a zip file, inflated one at a time when asked for. */
export interface ZipArchive {
  /** Part names as the archive spells them, in its order. */
  readonly names: readonly string[];
  /** A part, found without regard to case (as Office does); undefined if there is none. */
  part(name: string): ZipPart | undefined;
  /** Closes the file, where the input is a path. */
  close(): Promise<void>;
}

/**
 * Opens a zip by its central directory. Nothing is inflated yet, so a bomb costs nothing until its part is asked
 * for, and then is refused by its declared size; a part never inflates beyond that size.
 *
 * @throws XlsbError `NOT_XLSB`, `TRUNCATED`, `DAMAGED`, `TOO_LARGE`
 */
export async function openArchive(
  source: ByteSource,
  platform: Platform,
  limits: XlsbLimits,
): Promise<ZipArchive> {
  const parts = new Map<string, ZipPart>();
  for (const entry of await readDirectory(source, limits)) {
    const key = entry.name.toLowerCase();
    if (parts.has(key)) throw damaged('The zip has the same part twice', { part: entry.name });
    parts.set(key, zipPart(source, entry, limits, platform));
  }
  return {
    names: [...parts.values()].map((part) => part.name),
    part: (name) => parts.get(name.toLowerCase()),
    close: () => source.close(),
  };
}

/** The bytes of a part that tells of others. @throws XlsbError `DAMAGED` if it is missing; `TOO_LARGE` */
export async function structurePart(zip: ZipArchive, name: string, limits: XlsbLimits): Promise<Uint8Array> {
  const part = zip.part(name);
  if (!part) throw damaged('A part of the workbook is missing', { part: name });
  checkLimit('structureBytes', limits, part.size, 'A part inflates to # bytes', { part: name });
  return part.bytes();
}

/** Whether the bytes begin like a zip. */
export function beginsLikeZip(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2]! < 9 && start[3]! < 9;
}

/** The error of content that is something else. */
export function notXlsb(message: string, advice = 'Give an XLSB workbook.'): XlsbError {
  return new XlsbError({ code: 'NOT_XLSB', message, advice });
}
