import { XlsbError } from '../errors';

/** Bytes that can be read in any order. */
export interface ByteSource {
  readonly size: number;
  /** Name of the file, where it is known. */
  readonly name?: string | undefined;
  /**
   * Exactly these bytes; the caller stays within `size` and does not change them.
   *
   * @param reuse a buffer that they may be put into, so that reading on and on needs no more memory
   */
  read(offset: number, length: number, reuse?: Uint8Array): Uint8Array | Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What {@link openXlsb} reads: bytes, a browser's Blob or File, or in Node a path or `file:` URL. */
export type XlsbInput = Uint8Array | ArrayBuffer | Blob | string | URL;

/** The source of an input that is no path. */
export function sourceOf(input: unknown): ByteSource {
  if (input instanceof Uint8Array) return bytesSource(input);
  if (input instanceof ArrayBuffer) return bytesSource(new Uint8Array(input));
  if (typeof Blob !== 'undefined' && input instanceof Blob) return blobSource(input);
  const isPath = typeof input === 'string' || input instanceof URL;
  throw new XlsbError({
    code: 'UNREADABLE',
    message: isPath
      ? 'Paths can only be read in Node'
      : `The input is neither bytes nor a Blob, but ${input === null ? 'null' : `a ${typeof input}`}`,
    advice: 'Give a Uint8Array, an ArrayBuffer, a Blob or a File; in Node, also a path.',
  });
}

function bytesSource(bytes: Uint8Array): ByteSource {
  // A Node Buffer becomes the plain array that it is.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: plain.length,
    read: (offset, length) => plain.subarray(offset, offset + length),
    close: async () => {},
  };
}

function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    name: typeof File !== 'undefined' && blob instanceof File ? blob.name : undefined,
    async read(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new XlsbError({
          code: 'UNREADABLE',
          message: 'The file cannot be read',
          advice: 'It may have been changed or moved since it was chosen: choose it again.',
          retryable: true,
          cause,
        });
      }
    },
    close: async () => {},
  };
}
