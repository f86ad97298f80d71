/**
 * A zip made by what browsers have: gzip data is deflated data with a checksum behind it.
 *
 * @param parts by name
 */
export async function zipInBrowser(
  parts: Iterable<readonly [string, Uint8Array]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const [name, bytes] of parts) {
    const gzip = await gzipped(bytes);
    const packed = gzip.subarray(10, gzip.length - 8);
    const path = new TextEncoder().encode(name);
    const common = new Uint8Array(26);
    const view = new DataView(common.buffer);
    view.setUint16(0, 20, true);
    view.setUint16(4, 8, true);
    common.set(gzip.subarray(gzip.length - 8, gzip.length - 4), 10);
    view.setUint32(14, packed.length, true);
    view.setUint32(18, bytes.length, true);
    view.setUint16(22, path.length, true);
    const place = new Uint8Array(14);
    new DataView(place.buffer).setUint32(10, offset, true);
    const local = joined([Uint8Array.of(0x50, 0x4b, 3, 4), common, path, packed]);
    centrals.push(joined([Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common, place, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = joined(centrals);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, locals.length, true);
  view.setUint16(10, locals.length, true);
  view.setUint32(12, directory.length, true);
  view.setUint32(16, offset, true);
  return joined([...locals, directory, end]);
}

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
