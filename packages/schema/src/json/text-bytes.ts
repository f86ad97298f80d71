/** Room of a new one, in bytes. */
const FIRST = 1 << 16;
/** Shorter texts are written here if they are ASCII: a call of the encoder takes longer. */
const SHORT = 64;

/** Bytes that are copied at once. */
const WORD = 4;

/**
 * Texts as UTF-8, each with one byte after it: text `n` ends before byte `ends[n]`, and begins after `ends[n - 1]`. The
 * last is followed by three bytes more.
 */
export interface CellTexts {
  readonly view: DataView;
  readonly ends: Int32Array;
}

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
 * text.put('79.43');
 * new TextDecoder().decode(text.take()); // → '"현재가":79.43'
 * text.length; // → 0
 * ```
 */
export class TextBytes {
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(FIRST);
  private view = new DataView(this.bytes.buffer);
  private used = 0;

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.used;
  }

  /** Adds a text. */
  put(text: string): void {
    const { length } = text;
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.reserve(3 * length);
    const { bytes, used } = this;
    let at = 0;
    if (length < SHORT) {
      for (; at < length; at++) {
        const unit = text.charCodeAt(at);
        if (unit > 0x7f) break;
        bytes[used + at] = unit;
      }
    }
    this.used += at === length ? length : this.encoder.encodeInto(text, bytes.subarray(used)).written;
  }

  /** Adds what was encoded before: what many rows share need not be encoded for each. */
  putBytes(piece: Uint8Array): void {
    this.reserve(piece.length);
    const { bytes, used } = this;
    // Pieces are short: a call of `set` costs more.
    for (let at = 0; at < piece.length; at++) bytes[used + at] = piece[at]!;
    this.used = used + piece.length;
  }

  /** Adds one of the texts that were encoded before. */
  putText({ view, ends }: CellTexts, index: number): void {
    const from = index === 0 ? 0 : ends[index - 1]! + 1;
    const length = ends[index]! - from;
    this.reserve(length + WORD);
    const { used, view: target } = this;
    // Four bytes at a time, and those beyond the end are written over by what comes next.
    for (let at = 0; at < length; at += WORD) target.setInt32(used + at, view.getInt32(from + at));
    this.used = used + length;
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
    this.view = new DataView(larger.buffer);
  }
}
