import { SST_ITEM, walkRecords } from '../biff/records';
import { decodeUtf16, wideLength } from '../biff/wide-string';
import type { XlsbLimits } from '../limits';
import { viewOf } from '../zip/directory';

/** The texts that the cells of a workbook share ([MS-XLSB] 2.1.7.45). Each is decoded when first asked for. */
export class SharedStrings {
  readonly #bytes: Uint8Array;
  /** Where the units of each text begin; its length stands before them. */
  readonly #starts: Uint32Array;
  readonly #texts: (string | undefined)[] = [];
  readonly count: number;

  /** @throws XlsbError `DAMAGED`, `TOO_LARGE` */
  constructor(bytes: Uint8Array, part: string, limits: XlsbLimits) {
    const view = viewOf(bytes);
    let starts = new Uint32Array(1024);
    let count = 0;
    walkRecords(bytes, part, (type, start, end) => {
      // How many there are is counted: what the table says of it may be anything.
      if (type !== SST_ITEM) return;
      // RichStr: flags, the text, then formatted runs and phonetic text, which are no value.
      wideLength(view, start + 1, end, part, limits);
      if (count === starts.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(starts);
        starts = longer;
      }
      starts[count++] = start + 5;
    });
    this.#bytes = bytes;
    this.#starts = starts;
    this.count = count;
  }

  /** A text by its number; the caller has compared the number with `count`. */
  text(index: number): string {
    let text = this.#texts[index];
    if (text === undefined) {
      text = decodeUtf16(this.#bytes, this.#starts[index]!, this.#length(index));
      this.#texts[index] = text;
    }
    return text;
  }

  isEmpty(index: number): boolean {
    return this.#length(index) === 0;
  }

  #length(index: number): number {
    const at = this.#starts[index]! - 4;
    const [a, b, c, d] = [this.#bytes[at]!, this.#bytes[at + 1]!, this.#bytes[at + 2]!, this.#bytes[at + 3]!];
    const length = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
    return length === 0xffffffff ? 0 : length;
  }
}
