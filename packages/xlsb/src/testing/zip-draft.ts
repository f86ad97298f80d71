import { crc32, deflateRawSync } from 'node:zlib';

/** The fields of an entry that stand in both of its headers. */
export interface EntryFields {
  name: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  extra: Uint8Array;
}

/** A file of a zip that is to be written, with what may be wrong about it. */
export interface EntryDraft extends EntryFields {
  packed: Uint8Array;
  signature: number;
  comment: Uint8Array;
  /** What the directory says; where it really stands unless told. */
  offset?: number;
  /** What its own header says otherwise than the directory. */
  local: Partial<EntryFields> & { signature?: number };
}

/** A zip that is to be written. What its end says is right unless told. */
export interface ZipDraft {
  entries: EntryDraft[];
  count?: number;
  directoryAt?: number;
  directorySize?: number;
  /** Bytes between the files and the directory. */
  gap?: Uint8Array;
  comment?: Uint8Array;
  /** Writes the end in 64 bits as well, with what may be wrong about it. */
  zip64?: { at?: bigint; count?: bigint; directoryAt?: bigint; signature?: number };
}

const NOTHING = new Uint8Array();

/** A part as an entry of a zip, deflated or stored. */
export function entryOf(name: string, bytes: Uint8Array, packing: 'deflate' | 'store'): EntryDraft {
  const packed = packing === 'store' ? bytes : deflateRawSync(bytes);
  return {
    name: Buffer.from(name),
    flags: 0,
    method: packing === 'store' ? 0 : 8,
    crc: crc32(bytes),
    packedSize: packed.length,
    size: bytes.length,
    extra: NOTHING,
    packed,
    signature: 0x02014b50,
    comment: NOTHING,
    local: {},
  };
}

/** A zip of parts, as it should be. */
export function zipOf(
  parts: Iterable<readonly [string, Uint8Array]>,
  packing: 'deflate' | 'store' = 'deflate',
): ZipDraft {
  return { entries: [...parts].map(([name, bytes]) => entryOf(name, bytes, packing)) };
}

/** The bytes of a zip. */
export function writeZip(draft: ZipDraft): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const write = (...bytes: readonly Uint8Array[]) => {
    for (const each of bytes) {
      pieces.push(each);
      at += each.length;
    }
  };
  const offsets: number[] = [];
  for (const entry of draft.entries) {
    const { signature = 0x04034b50, ...fields } = entry.local;
    const local = { ...entry, ...fields };
    offsets.push(at);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(signature >>> 0);
    write(head, header(local, NOTHING), local.name, local.extra, entry.packed);
  }
  write(draft.gap ?? NOTHING);
  const start = at;
  draft.entries.forEach((entry, index) => {
    const head = Buffer.alloc(6);
    head.writeUInt32LE(entry.signature >>> 0);
    head.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(entry.comment.length, 0);
    tail.writeUInt32LE((entry.offset ?? offsets[index]!) >>> 0, 10);
    write(head, header(entry, tail), entry.name, entry.extra, entry.comment);
  });
  const { count = draft.entries.length, directoryAt = start, directorySize = at - start } = draft;
  if (draft.zip64) write(end64(draft.zip64, at, BigInt(count), BigInt(directoryAt)));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(directorySize >>> 0, 12);
  end.writeUInt32LE(directoryAt >>> 0, 16);
  const { comment = NOTHING } = draft;
  end.writeUInt16LE(comment.length, 20);
  write(end, comment);
  return Buffer.concat(pieces);
}

/** The fields that both headers have, up to the length of the extra field, and what follows only in one. */
function header(entry: EntryFields, tail: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(entry.flags & 0xffff, 2);
  bytes.writeUInt16LE(entry.method & 0xffff, 4);
  bytes.writeUInt32LE(entry.crc >>> 0, 10);
  bytes.writeUInt32LE(entry.packedSize >>> 0, 14);
  bytes.writeUInt32LE(entry.size >>> 0, 18);
  bytes.writeUInt16LE(entry.name.length, 22);
  bytes.writeUInt16LE(entry.extra.length, 24);
  return Buffer.concat([bytes, tail]);
}

function end64(
  zip64: NonNullable<ZipDraft['zip64']>,
  at: number,
  count: bigint,
  directoryAt: bigint,
): Uint8Array {
  const bytes = Buffer.alloc(56 + 20);
  bytes.writeUInt32LE((zip64.signature ?? 0x06064b50) >>> 0, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeBigUInt64LE(zip64.count ?? count, 24);
  bytes.writeBigUInt64LE(zip64.count ?? count, 32);
  bytes.writeBigUInt64LE(zip64.directoryAt ?? directoryAt, 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(zip64.at ?? BigInt(at), 64);
  return bytes;
}
