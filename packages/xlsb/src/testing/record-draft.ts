/** A record that is to be written, with what may be wrong about it. */
export interface RecordDraft {
  type: number;
  data: Uint8Array;
  /** What its head says of its size; the length of the data unless told. */
  size?: number;
  /** Bytes that the size takes, from 1 to 4; as few as it needs unless told. */
  sizeBytes?: number;
  /** A kind below 128 takes two bytes all the same. */
  wideType?: boolean;
}

/** A record of a kind and of contents: numbers as bytes, or what the helpers below make. */
export function record(type: number, ...contents: readonly (number | Uint8Array)[]): RecordDraft {
  return { type, data: bytesOf(...contents) };
}

/** Bytes one behind the other. */
export function bytesOf(...contents: readonly (number | Uint8Array)[]): Uint8Array {
  return Buffer.concat(contents.map((each) => (typeof each === 'number' ? Uint8Array.of(each) : each)));
}

/** 32 bits each, the lowest byte first. */
export function u32(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => void bytes.writeUInt32LE(value >>> 0, 4 * index));
  return bytes;
}

/** A double. */
export function f64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** An XLWideString: its length and its UTF-16 units. */
export function wide(text: string): Uint8Array {
  return bytesOf(u32(text.length), Buffer.from(text, 'utf16le'));
}

/** Records as the bytes of a part. */
export function writeRecords(records: Iterable<RecordDraft>): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const { type, data, size = data.length, sizeBytes = 1, wideType = false } of records) {
    const head: number[] = [];
    if (type < 0x80 && !wideType) head.push(type);
    else head.push((type & 0x7f) | 0x80, (type >> 7) & 0x7f);
    let rest = size;
    for (let count = 1; count < 4 && (rest >= 0x80 || count < sizeBytes); count++) {
      head.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    head.push(rest & 0x7f);
    pieces.push(Uint8Array.from(head), data);
  }
  return Buffer.concat(pieces);
}

/** The records of an undamaged part. */
export function readRecords(bytes: Uint8Array): RecordDraft[] {
  const records: RecordDraft[] = [];
  for (let at = 0; at < bytes.length; ) {
    let type = bytes[at++]!;
    if (type & 0x80) type = (type & 0x7f) | (bytes[at++]! << 7);
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      more = (bytes[at]! & 0x80) !== 0;
      size |= (bytes[at++]! & 0x7f) << shift;
    }
    records.push({ type, data: bytes.slice(at, at + size) });
    at += size;
  }
  return records;
}
