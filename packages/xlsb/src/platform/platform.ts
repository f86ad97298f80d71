import type { ByteSource } from '../input/byte-source';

/**
 * What differs between Node and browsers. Inflating is of gzip data, since every platform checks its checksum by
 * itself and fast; it throws whatever it likes.
 */
export interface Platform {
  /** Inflates in pieces. A piece, given or taken, is valid until the next is asked for. */
  inflatePieces(gzip: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** What the beginning of gzip data inflates to, or the first part of that. It never waits for the rest. */
  inflateHead(gzip: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** A source for a path or `file:` URL; undefined for any other input. */
  openPath(input: unknown): Promise<ByteSource> | undefined;
}
