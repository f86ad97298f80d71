import { StoreError } from '../../errors';

/** All bytes of a stream, as long as they are no more than allowed. @throws StoreError `TOO_LARGE` */
export async function readBytes(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  file: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes, file);
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** @internal */
export function tooLarge(maxBytes: number, file: string): StoreError {
  return new StoreError({
    code: 'TOO_LARGE',
    message: `The file has more than ${maxBytes} bytes`,
    place: { file },
    advice: 'Open it with a larger maxBytes if it really is so large.',
  });
}

/**
 * The bytes of a file that may be kept compressed (`.gz`), where the host did not say so and the client left it
 * as it is.
 *
 * @throws StoreError `TOO_LARGE`, `CORRUPT`.
 */
export async function unpacked(bytes: Uint8Array, maxBytes: number, file: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return await readBytes(stream, maxBytes, file);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError({
      code: 'CORRUPT',
      message: 'The compressed file is damaged or cut off',
      place: { file },
      cause,
    });
  }
}
