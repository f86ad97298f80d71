import { constants, crc32, deflateRawSync } from 'node:zlib';
import { type EntryDraft, entryOf } from './zip-draft';

/** An empty final block with fixed codes: what ends a deflate stream. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** What a bomb says of itself, otherwise than it is. */
export interface BombOptions {
  /** The size that its headers declare; the true one unless told. */
  readonly declared?: number;
  /** Compute the true checksum, which takes a while; for what is to be read to its end. */
  readonly checked?: boolean;
}

/** A part that inflates to so many times the same bytes, made without ever holding them. */
export function bombOf(
  name: string,
  piece: Uint8Array,
  times: number,
  options: BombOptions = {},
): EntryDraft {
  const { declared = piece.length * times, checked = false } = options;
  const block = deflateRawSync(piece, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array<Uint8Array>(times).fill(block), LAST_BLOCK]);
  let crc = 0;
  for (let count = 0; checked && count < times; count++) crc = crc32(piece, crc);
  return {
    ...entryOf(name, new Uint8Array(), 'store'),
    method: 8,
    packed,
    packedSize: packed.length,
    size: declared,
    crc,
  };
}
