import { checkLimit } from '../check-limit';
import { damaged, XlsbError } from '../errors';
import type { ByteSource } from '../input/byte-source';
import type { XlsbLimits } from '../limits';

/** One file in a zip, as the central directory has it. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly offset: number;
  /** Length of the name in its headers, in bytes. */
  readonly nameLength: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END64 = 0x06064b50;
const END64_SIZE = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_SIZE = 20;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
/** Size of a local header without name and extra field. */
export const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;

const utf8 = new TextDecoder();

/** Where the central directory lies. */
interface DirectoryPlace {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a zip's central directory (APPNOTE 4.3.12), zip64 included. Entries that share bytes are refused: only a
 * bomb has them.
 *
 * @throws XlsbError `TRUNCATED`, `DAMAGED`, `TOO_LARGE`
 */
export async function readDirectory(source: ByteSource, limits: XlsbLimits): Promise<ZipEntry[]> {
  const { count, start, end } = await findDirectory(source);
  checkLimit('entries', limits, count, 'There are # files in the zip');
  if (!(start <= end)) throw damaged("The zip's directory lies outside the file");
  checkLimit('heldBytes', limits, end - start, "The zip's directory has # bytes");
  const entries = parseDirectory(await source.read(start, end - start), count, start);
  checkOverlap(entries, start);
  return entries;
}

async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  const tailStart = Math.max(0, source.size - END_SIZE - LONGEST_COMMENT - LOCATOR64_SIZE);
  const tail = viewOf(await source.read(tailStart, source.size - tailStart));
  const at = findEnd(tail);
  const end = tailStart + at;
  const count = tail.getUint16(at + 10, true);
  const start = tail.getUint32(at + 16, true);
  const locator = at - LOCATOR64_SIZE;
  const isZip64 = locator >= 0 && tail.getUint32(locator, true) === LOCATOR64;
  if (!isZip64) return { count, start, end };

  const end64 = Number(tail.getBigUint64(locator + 8, true));
  if (end64 + END64_SIZE > tailStart + locator) throw damaged('The zip64 directory lies outside the file');
  const record = viewOf(await source.read(end64, END64_SIZE));
  if (record.getUint32(0, true) !== END64) throw damaged('The zip64 directory is not where it should be');
  return {
    count: Number(record.getBigUint64(32, true)),
    start: Number(record.getBigUint64(48, true)),
    end: end64,
  };
}

/**
 * The end record stands last, behind it only a comment of at most 64 KB, which may hold what looks like one. Where
 * something else follows, the last that looks like one is it.
 */
function findEnd(tail: DataView): number {
  let last: number | undefined;
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + END_SIZE + tail.getUint16(at + 20, true) === tail.byteLength) return at;
    last ??= at;
  }
  if (last !== undefined) return last;
  throw new XlsbError({
    code: 'TRUNCATED',
    message: 'The file begins like a zip, but its directory at the end is missing',
    advice: 'The file was probably cut off when it was copied or downloaded: fetch it again.',
    retryable: true,
  });
}

function parseDirectory(bytes: Uint8Array, count: number, start: number): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 1; index <= count; index++) {
    const found = entryAt(bytes, view, at);
    if (!found) {
      const message = `Entry ${index} of ${count} in the zip's directory is not where it should be`;
      throw damaged(message, { offset: start + at });
    }
    entries.push(found.entry);
    at = found.next;
  }
  return entries;
}

/** The entry that stands here, and where the next one does; undefined if none does, or not all of it. */
function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
): { entry: ZipEntry; next: number } | undefined {
  const name = at + CENTRAL_SIZE;
  if (name > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
  const nameLength = view.getUint16(at + 28, true);
  const extra = name + nameLength;
  const extraLength = view.getUint16(at + 30, true);
  const next = extra + extraLength + view.getUint16(at + 32, true);
  if (next > bytes.length) return undefined;
  const [size, packedSize, offset] = longFields(view, extra, extraLength, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  const entry = {
    name: utf8.decode(bytes.subarray(name, extra)).replaceAll('\\', '/'),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize,
    size,
    offset,
    nameLength,
  };
  return { entry, next };
}

/** Sizes and offset; those that do not fit 32 bits stand in the zip64 extra field, in this order. */
function longFields(
  view: DataView,
  start: number,
  length: number,
  fields: [number, number, number],
): [number, number, number] {
  if (!fields.includes(0xffffffff)) return fields;
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let from = at + 4;
    const stop = Math.min(from + view.getUint16(at + 2, true), start + length);
    return fields.map((field) => {
      if (field !== 0xffffffff || from + 8 > stop) return field;
      from += 8;
      return Number(view.getBigUint64(from - 8, true));
    }) as [number, number, number];
  }
  return fields;
}

function checkOverlap(entries: readonly ZipEntry[], directory: number): void {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  inOrder.forEach((entry, index) => {
    const next = inOrder[index + 1]?.offset ?? directory;
    if (entry.offset + LOCAL_SIZE + entry.nameLength + entry.packedSize <= next) return;
    throw damaged('A part of the zip reaches into what follows it', {
      part: entry.name,
      offset: entry.offset,
    });
  });
}

/** A view of just these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
