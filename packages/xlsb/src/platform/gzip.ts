/** Magic number, method 8, no flags, no time ([RFC 1952] 2.3). */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0);
const TRAILER_SIZE = 8;
const MOST_STORED = 0xffff;

/** What a zip says of a part, which gzip says behind the data. */
export interface Checksum {
  readonly crc: number;
  /** In bytes, inflated. */
  readonly size: number;
}

/**
 * Deflated data as gzip data: whoever inflates it compares checksum and size by himself.
 *
 * @param packed deflated pieces; a piece is valid until the next is asked for
 */
export async function* asGzip(
  packed: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  checksum: Checksum,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield HEADER;
  yield* packed;
  yield trailer(checksum);
}

/** The beginning of deflated data as the beginning of gzip data. */
export function gzipHeadOf(packed: Uint8Array): Uint8Array {
  const gzip = new Uint8Array(HEADER.length + packed.length);
  gzip.set(HEADER);
  gzip.set(packed, HEADER.length);
  return gzip;
}

/** Bytes that are not packed, as deflated data: blocks of the kind "stored" ([RFC 1951] 3.2.4). */
export async function* asDeflated(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += MOST_STORED) {
      const block = piece.subarray(at, at + MOST_STORED);
      yield storedHeader(block.length, false);
      yield block;
    }
  }
  yield storedHeader(0, true);
}

function storedHeader(length: number, isLast: boolean): Uint8Array {
  return Uint8Array.of(isLast ? 1 : 0, length, length >> 8, ~length, ~length >> 8);
}

function trailer({ crc, size }: Checksum): Uint8Array {
  const bytes = new Uint8Array(TRAILER_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, crc, true);
  view.setUint32(4, size, true);
  return bytes;
}
