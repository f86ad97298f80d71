/** Room of a new one, in bytes. */
const FIRST = 1 << 16;
/** No number is written with more characters. */
const LONGEST_NUMBER = 32;

/**
 * A text in the making, as UTF-8 bytes in one buffer that grows and is used again: millions of cells become a file
 * without a string for each row, and without the whole file in memory. {@link TextBytes.take} gives what there is.
 *
 * @example
 * ```ts
 * import { TextBytes } from '@stock-analyzer/schema/json';
 *
 * const text = new TextBytes();
 * text.put('"현재가":');
 * text.putNumber(79.43);
 * new TextDecoder().decode(text.take()); // → '"현재가":79.43'
 * text.length; // → 0
 * ```
 */
export class TextBytes {
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(FIRST);
  private used = 0;

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.used;
  }

  /** Adds a text. */
  put(text: string): void {
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.reserve(3 * text.length);
    this.used += this.encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
  }

  /** Adds what was encoded before: what many rows share need not be encoded for each. */
  putBytes(piece: Uint8Array): void {
    this.reserve(piece.length);
    const { bytes, used } = this;
    // Pieces are short: a call of `set` costs more.
    for (let at = 0; at < piece.length; at++) bytes[used + at] = piece[at]!;
    this.used = used + piece.length;
  }

  /** Adds a number as `String` writes it. */
  putNumber(value: number): void {
    this.reserve(LONGEST_NUMBER);
    const text = String(value);
    const { bytes, used } = this;
    for (let at = 0; at < text.length; at++) bytes[used + at] = text.charCodeAt(at);
    this.used = used + text.length;
  }

  /** All bytes that were added since the last time. They are good until something is added again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.used);
    this.used = 0;
    return taken;
  }

  private reserve(more: number): void {
    const needed = this.used + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }
}
