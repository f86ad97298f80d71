import { readFileSync } from 'node:fs';

/** A part of a zip and where its packed bytes stand. */
export interface PackedPart {
  readonly name: string;
  /** Where in the file its packed bytes begin. */
  readonly start: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
}

const END = 0x06054b50;

/** The parts of a zip as the fixtures write it: deflated, without a comment, smaller than zip64. */
export function packedParts(path: string): PackedPart[] {
  const file = readFileSync(path);
  const end = file.length - 22;
  if (file.readUInt32LE(end) !== END) throw new Error(`${path} is not such a zip`);
  const parts: PackedPart[] = [];
  for (let at = file.readUInt32LE(end + 16); at < end; ) {
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    parts.push({
      name: file.toString('utf8', at + 46, nameEnd),
      start: local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28),
      packedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      crc: file.readUInt32LE(at + 16),
    });
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}
