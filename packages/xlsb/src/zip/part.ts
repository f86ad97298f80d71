import { checkLimit } from '../check-limit';
import { checkAborted, damaged, placed, XlsbError } from '../errors';
import type { ByteSource } from '../input/byte-source';
import type { XlsbLimits } from '../limits';
import { asDeflated, asGzip, gzipHeadOf } from '../platform/gzip';
import type { Platform } from '../platform/platform';
import { LOCAL_SIZE, viewOf, type ZipEntry } from './directory';

/** A part of a zip, inflated when it is asked for. */
export interface ZipPart {
  readonly name: string;
  /** Inflated size in bytes, as the zip declares it. It never inflates to more. */
  readonly size: number;
  readonly packedSize: number;
  /**
   * The whole part, checked by its CRC.
   *
   * @throws XlsbError `TOO_LARGE`, `DAMAGED`, `ENCRYPTED`, `UNSUPPORTED`
   */
  bytes(): Promise<Uint8Array>;
  /**
   * The part piece by piece, for what is too large to hold. A piece is valid until the next is asked for. The CRC
   * is checked behind the last: only then is any of it to be trusted.
   *
   * @throws XlsbError as `bytes` does; `ABORTED`
   */
  pieces(signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined>;
  /** What the first `packedBytes` of it inflate to; not checked by a CRC. */
  head(packedBytes: number): Promise<Uint8Array>;
}

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const LOCAL = 0x04034b50;
const PACKED_PIECE = 2 ** 17;
const RATIO_MATTERS_FROM = 2 ** 24;
/** Extra fields of local headers are short; a longer one costs a second read. */
const USUAL_EXTRA = 64;
/** A local header with a name and an extra field of usual length. */
const LONGEST_HEADER = 512;
/** Buffers for packed bytes that no reading uses at the moment: a new one for each sheet costs more than the read. */
const spareBuffers: Uint8Array[] = [];

/** The part of an entry. */
export function zipPart(
  source: ByteSource,
  entry: ZipEntry,
  limits: XlsbLimits,
  platform: Platform,
): ZipPart {
  const { name, size, packedSize, method } = entry;
  const place = { part: name };

  function checkEntry(largest: 'heldBytes' | 'sheetBytes', steepest: 'heldRatio' | 'ratio'): void {
    if (entry.flags & ENCRYPTED_FLAG) {
      throw new XlsbError({
        code: 'ENCRYPTED',
        message: 'A part of the zip is encrypted',
        place,
        advice: 'Save the workbook without a password.',
      });
    }
    if (method !== STORED && method !== DEFLATED) {
      throw new XlsbError({
        code: 'UNSUPPORTED',
        message: `A part of the zip is packed by the method ${method}, not by deflate`,
        place,
        advice: 'Open and save the file in a spreadsheet program.',
      });
    }
    checkLimit(largest, limits, size, 'A part inflates to # bytes', place);
    if (size > RATIO_MATTERS_FROM)
      checkLimit(steepest, limits, size / packedSize, 'A part inflates to # times its size', place);
    if (method === STORED && size !== packedSize) throw damaged('A stored part has two sizes', place);
  }

  /** Where the packed bytes begin, and the first of them, got by the same read. */
  async function open(headBytes: number, reuse?: Uint8Array): Promise<{ start: number; head: Uint8Array }> {
    const length = Math.min(headBytes, packedSize);
    const wanted = LOCAL_SIZE + entry.nameLength + USUAL_EXTRA + length;
    const bytes = await source.read(entry.offset, Math.min(wanted, source.size - entry.offset), reuse);
    const view = viewOf(bytes);
    if (bytes.length < LOCAL_SIZE || view.getUint32(0, true) !== LOCAL) {
      throw damaged('The part is not where the directory of the zip says', {
        ...place,
        offset: entry.offset,
      });
    }
    const from = LOCAL_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
    const start = entry.offset + from;
    if (start + packedSize > source.size) throw damaged('The part is cut off', place);
    const isThere = from + length <= bytes.length;
    return {
      start,
      head: isThere ? bytes.subarray(from, from + length) : await source.read(start, length),
    };
  }

  /** The packed bytes; those of a small part come with its header, by one read. */
  async function* packedPieces(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const buffer = spareBuffers.pop() ?? new Uint8Array(PACKED_PIECE + LONGEST_HEADER);
    try {
      const { start, head } = await open(PACKED_PIECE, buffer);
      yield head;
      for (let at = head.length; at < packedSize; at += PACKED_PIECE) {
        checkAborted(signal);
        yield await source.read(start + at, Math.min(PACKED_PIECE, packedSize - at), buffer);
      }
    } finally {
      spareBuffers.push(buffer);
    }
  }

  async function whole(): Promise<Uint8Array> {
    const bytes = new Uint8Array(size);
    let at = 0;
    for await (const piece of inPieces()) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /** Sizes and checksum are compared by whoever inflates; too much is found out before the end. */
  async function* inPieces(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const packed = packedPieces(signal);
    const gzip = asGzip(method === STORED ? asDeflated(packed) : packed, entry);
    let length = 0;
    for await (const piece of platform.inflatePieces(gzip)) {
      checkAborted(signal);
      length += piece.length;
      if (length > size) throw tooLong();
      yield piece;
    }
  }

  function tooLong(): XlsbError {
    return damaged(`The part inflates to more than its ${size} bytes`, place);
  }

  return {
    name,
    size,
    packedSize,
    async bytes() {
      checkEntry('heldBytes', 'heldRatio');
      return told(whole, name);
    },
    async *pieces(signal) {
      checkEntry('sheetBytes', 'ratio');
      checkAborted(signal);
      try {
        yield* inPieces(signal);
      } catch (error) {
        throw tellError(error, name);
      }
    },
    async head(packedBytes) {
      checkEntry('sheetBytes', 'ratio');
      return told(async () => {
        const { head } = await open(packedBytes);
        if (head.length === packedSize) return whole();
        return method === STORED ? head : platform.inflateHead(gzipHeadOf(head));
      }, name);
    },
  };
}

async function told<T>(work: () => Promise<T>, name: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw tellError(error, name);
  }
}

/** Whatever the platform's inflate throws becomes a typed error; ours get their place. */
function tellError(error: unknown, part: string): unknown {
  if (error instanceof XlsbError) return error.place.file ? error : placed(error, { part });
  return damaged('The part cannot be inflated, or its checksum is wrong', { part }, error);
}
