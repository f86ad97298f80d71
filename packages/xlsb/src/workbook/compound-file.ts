import type { ByteSource } from '../input/byte-source';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** A stream's name stands in the directory as UTF-16, at an even place, with zeros behind it ([MS-CFB] 2.6.1). */
const ENCRYPTED = 'EncryptedPackage\0';
/** A multiple of a directory entry's size, so that no name lies across two pieces. */
const PIECE = 2 ** 16;

/** Whether the bytes begin like a compound file: an old or an encrypted Office document. */
export function beginsLikeCompoundFile(start: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => start[index] === byte);
}

/** Whether a compound file has the stream in which Office keeps an encrypted document. */
export async function holdsEncrypted(source: ByteSource): Promise<boolean> {
  for (let offset = 0; offset < source.size; offset += PIECE) {
    const piece = await source.read(offset, Math.min(PIECE, source.size - offset));
    if (new TextDecoder('utf-16le').decode(piece).includes(ENCRYPTED)) return true;
  }
  return false;
}
