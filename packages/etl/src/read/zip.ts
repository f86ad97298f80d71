import { inflateSync } from 'fflate';
import { EtlError } from '../errors';
import { crc32 } from './crc32';
import { type ReadLimits, tooLarge } from './limits';

/** The parts of a zip file, inflated one at a time when asked for. */
export interface ZipArchive {
  /** Part names as the archive spells them, in its order. */
  readonly names: readonly string[];
  /**
   * The inflated bytes of a part, found without regard to case (as Office does); undefined if there is
   * none. The array is a fresh one.
   *
   * @throws EtlError `TOO_LARGE`, `DAMAGED`, `ENCRYPTED`
   */
  part(name: string): Uint8Array | undefined;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const RATIO_MATTERS_FROM = 16 * 2 ** 20;

/**
 * Reads a zip's central directory. Nothing is inflated yet, so a bomb costs nothing until its part is asked
 * for, and then is refused by its declared size; a part never inflates beyond that size.
 *
 * @throws EtlError `TRUNCATED`, `DAMAGED`
 */
export function openZip(bytes: Uint8Array, limits: ReadLimits): ZipArchive {
  const entries = new Map<string, Entry>();
  for (const entry of centralDirectory(bytes)) entries.set(entry.name.toLowerCase(), entry);
  return {
    names: [...entries.values()].map((entry) => entry.name),
    part(name) {
      const entry = entries.get(name.toLowerCase());
      return entry && inflate(bytes, entry, limits);
    },
  };
}

function centralDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (
    (count === 0xffff || at === 0xffffffff) &&
    end >= 20 &&
    view.getUint32(end - 20, true) === END64_LOCATOR
  ) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    if (end64 + 56 > end) throw damaged('the zip64 directory lies outside the file');
    count = Number(view.getBigUint64(end64 + 32, true));
    at = Number(view.getBigUint64(end64 + 48, true));
  }
  const entries: Entry[] = [];
  const text = new TextDecoder();
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) {
      throw damaged(`entry ${index + 1} of ${count} in the zip's directory is not where it should be`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > end) throw damaged(`entry ${index + 1} of ${count} in the zip's directory is cut off`);
    const [size, packed, offset] = longFields(view, at + 46 + nameLength, extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    entries.push({
      name: text.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed,
      size,
      offset,
    });
    at = next;
  }
  return entries;
}

/** The end record stands last, behind it only a comment of at most 64 KB. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new EtlError({
    code: 'TRUNCATED',
    message:
      'The file begins like a zip (as XLSX, XLSB and ODS files are) but its directory at the end is missing',
    advice: 'The file was probably cut off while it was copied or downloaded: fetch it again.',
    retryable: true,
  });
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

function inflate(bytes: Uint8Array, entry: Entry, limits: ReadLimits): Uint8Array {
  const { name, size, packed, offset } = entry;
  if (entry.flags & 1) {
    throw new EtlError({
      code: 'ENCRYPTED',
      message: `The part ${name} of the zip is encrypted`,
      advice: 'Save the workbook without a password.',
    });
  }
  if (size > limits.partBytes)
    throw tooLarge(`The part ${name} inflates to ${size} bytes`, 'partBytes', limits);
  if (size > RATIO_MATTERS_FROM && size / packed > limits.ratio) {
    throw tooLarge(
      `The part ${name} inflates to ${Math.round(size / packed)} times its size`,
      'ratio',
      limits,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) {
    throw damaged(`the part ${name} is not where the directory says`);
  }
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > bytes.length) throw damaged(`the part ${name} is cut off`);
  const content = unpack(bytes.subarray(from, from + packed), entry);
  if (content.length !== size || crc32(content) !== entry.crc) {
    throw damaged(`the checksum of the part ${name} is wrong`);
  }
  return content;
}

function unpack(packed: Uint8Array, { method, size, name }: Entry): Uint8Array {
  if (method === 0) return packed.slice();
  if (method !== 8) throw damaged(`the part ${name} is packed by an unknown method (${method})`);
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch (cause) {
    throw damaged(`the part ${name} cannot be inflated`, cause);
  }
}

function damaged(what: string, cause?: unknown): EtlError {
  return new EtlError({
    code: 'DAMAGED',
    message: `The file is damaged: ${what}`,
    advice: 'Fetch the file again, or open and save it in a spreadsheet program.',
    ...(cause === undefined ? {} : { cause }),
  });
}
