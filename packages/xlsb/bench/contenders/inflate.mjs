import { closeSync, openSync, readSync } from 'node:fs';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';

/** Up to here a part is inflated at once. */
const SMALL = 2 ** 20;

/**
 * The limit: the parts that are needed, each read from where it stands and inflated by what Node documents. The
 * output is thrown away.
 *
 * @param {import('../task.ts').Task} task
 */
export async function read({ path, parts, inflate }) {
  const file = openSync(path, 'r');
  let bytes = 0;
  for (const part of parts) {
    const packed = new Uint8Array(part.packedSize);
    readSync(file, packed, 0, packed.length, part.start);
    let crc = 0;
    await inflatePart(packed, part.size, inflate.chunkSize, (piece) => {
      bytes += piece.length;
      if (inflate.checked) crc = crc32(piece, crc);
    });
    if (inflate.checked && crc !== part.crc) throw new Error(`The checksum of ${part.name} is wrong`);
  }
  closeSync(file);
  return bytes;
}

/** @param {number} bytes @returns {import('../task.ts').Count} */
export const count = (bytes) => ({ bytes });

/**
 * @param {Uint8Array} packed
 * @param {number} size
 * @param {number} chunkSize
 * @param {(piece: Uint8Array) => void} take
 * @returns {Promise<void>}
 */
function inflatePart(packed, size, chunkSize, take) {
  if (size <= SMALL) {
    take(inflateRawSync(packed, { chunkSize: Math.max(64, size + 1) }));
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const stream = createInflateRaw({ chunkSize });
    stream.on('data', take);
    stream.on('end', resolve);
    stream.on('error', reject);
    stream.end(packed);
  });
}
