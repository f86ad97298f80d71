import type { TextBytes } from './text-bytes';

/** So many bytes are given at once, and a record more. */
const PIECE = 1 << 18;

/**
 * Records, each by a function that adds it to the text, with something between them; piece by piece, so that no file
 * has to fit into memory. A piece is good until the next is asked for. What comes after the last is left in the text.
 *
 * @example
 * ```ts
 * import { recordPieces, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const text = new TextBytes();
 * [...recordPieces(3, (row, into) => into.put(String(row)), text, ';')]; // → []
 * new TextDecoder().decode(text.take()); // → '0;1;2'
 * ```
 */
export function* recordPieces(
  count: number,
  write: (row: number, into: TextBytes) => void,
  into: TextBytes,
  between: string,
): Generator<Uint8Array<ArrayBuffer>> {
  const separator = new TextEncoder().encode(between);
  for (let row = 0; row < count; row++) {
    if (row > 0) into.putBytes(separator);
    write(row, into);
    if (into.length > PIECE) yield into.take();
  }
}

/** What {@link envelopePieces} writes. */
export interface Envelope {
  readonly metadata: object;
  /** Name of the list of records. */
  readonly key: string;
  /** How many there are. */
  readonly count: number;
  /** Adds the members of one record, without its braces. */
  readonly write: (row: number, into: TextBytes) => void;
}

/**
 * The text of `{"metadata":…,"<key>":[…]}` with one record a line, so that any diff tool can compare weeks; in
 * pieces, of which each is good until the next is asked for.
 *
 * @param into A text to work with; what is in it comes first.
 * @example
 * ```ts
 * import { envelopePieces, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const write = (row: number, into: TextBytes) => into.put(`"Ticker":"T${row}"`);
 * const pieces = envelopePieces({ metadata: { total: 2 }, key: 'companies', count: 2, write }, new TextBytes());
 * JSON.parse(Array.from(pieces, (piece) => new TextDecoder().decode(piece)).join(''));
 * // → { metadata: { total: 2 }, companies: [{ Ticker: 'T0' }, { Ticker: 'T1' }] }
 * ```
 */
export function* envelopePieces(
  { metadata, key, count, write }: Envelope,
  into: TextBytes,
): Generator<Uint8Array<ArrayBuffer>> {
  into.put(`{\n"metadata":${JSON.stringify(metadata)},\n${JSON.stringify(key)}:[\n`);
  yield* recordPieces(count, inBraces(write), into, ',\n');
  into.put('\n]}\n');
  yield into.take();
}

/**
 * A function that adds members as one that adds an object.
 *
 * @example
 * ```ts
 * import { inBraces, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const text = new TextBytes();
 * inBraces((row, into) => into.put(`"row":${row}`))(7, text);
 * new TextDecoder().decode(text.take()); // → '{"row":7}'
 * ```
 */
export function inBraces(write: Envelope['write']): Envelope['write'] {
  return (row, into) => {
    into.putBytes(OPEN);
    write(row, into);
    into.putBytes(CLOSE);
  };
}

const OPEN = Uint8Array.of(0x7b);
const CLOSE = Uint8Array.of(0x7d);
