import type { ByteSource } from '../input/byte-source';
import { viewOf } from '../zip/directory';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER_SIZE = 512;
const ENTRY_SIZE = 128;
const FIRST_FAT_SECTOR = 76;
const LAST_REGULAR_SECTOR = 0xfffffffa;
/** The streams of an Office document stand among the first of its directory. */
const MOST_SECTORS = 64;

/** Whether the bytes begin like a compound file ([MS-CFB]): an old or an encrypted Office document. */
export function beginsLikeCompoundFile(start: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => start[index] === byte);
}

/** The names in a compound file's directory, as far as it can be followed. */
export async function compoundFileNames(source: ByteSource): Promise<string[]> {
  if (source.size < HEADER_SIZE) return [];
  const header = viewOf(await source.read(0, HEADER_SIZE));
  const sectorSize = 2 ** (header.getUint16(30, true) & 15);
  const names: string[] = [];
  const sectorAt = async (sector: number): Promise<Uint8Array | undefined> => {
    const offset = (sector + 1) * sectorSize;
    return offset + sectorSize <= source.size ? source.read(offset, sectorSize) : undefined;
  };
  let sector = header.getUint32(48, true);
  for (let count = 0; count < MOST_SECTORS && sector <= LAST_REGULAR_SECTOR; count++) {
    const bytes = await sectorAt(sector);
    if (!bytes) break;
    names.push(...namesIn(bytes));
    const perSector = sectorSize / 4;
    const fatIndex = Math.floor(sector / perSector);
    if (fatIndex >= 109) break;
    const fat = await sectorAt(header.getUint32(FIRST_FAT_SECTOR + 4 * fatIndex, true));
    if (!fat || fat.length < 4) break;
    sector = viewOf(fat).getUint32(4 * (sector % perSector), true);
  }
  return names;
}

function namesIn(directory: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = 0; at + ENTRY_SIZE <= directory.length; at += ENTRY_SIZE) {
    const length = Math.min(64, directory[at + 64]! | (directory[at + 65]! << 8));
    if (length > 2) names.push(new TextDecoder('utf-16le').decode(directory.subarray(at, at + length - 2)));
  }
  return names;
}
