import { XlsbError } from '../errors';
import type { Platform } from './platform';

/** Browsers, and any other platform that has DecompressionStream. */
export const webPlatform: Platform = {
  openPath: () => undefined,
  inflatePieces,
  inflateHead(gzip) {
    const { writable, readable } = decompression();
    const writer = writable.getWriter();
    const first = readable.getReader().read();
    let isThrough = false;
    // The end is an error, since the rest of the input is missing. What came out before it has been read by then;
    // if nothing did, only the end tells, and waiting for more would be waiting for ever.
    const through = () => {
      isThrough = true;
      return writer.close();
    };
    writer
      .write(gzip as BufferSource)
      .then(through)
      .catch(() => {});
    return first.then(
      ({ value }) => value ?? new Uint8Array(),
      (error) => {
        if (isThrough) return new Uint8Array();
        throw error;
      },
    );
  },
};

async function* inflatePieces(
  gzip: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { writable, readable } = decompression();
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const feed = async () => {
    // A copy, since outside browsers a piece may be written before it is looked at.
    for await (const piece of gzip) await writer.write(piece.slice());
    await writer.close();
  };
  // What goes wrong in feeding reaches the reader, which is where it is told.
  feed().catch((error: unknown) => writer.abort(error).catch(() => {}));
  // Where this is left off, nothing is cancelled: Node would throw what is on its way where nobody can catch it.
  // The stream is not read any more, so it waits until it is collected.
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function decompression(): GenericTransformStream {
  try {
    return new DecompressionStream('gzip');
  } catch (cause) {
    throw new XlsbError({
      code: 'UNSUPPORTED',
      message: 'This platform cannot inflate: it has no DecompressionStream',
      advice: 'Use a browser of 2023 or newer.',
      cause,
    });
  }
}
