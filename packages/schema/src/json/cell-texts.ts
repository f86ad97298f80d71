import { type CellTexts, TextBytes } from './text-bytes';

/** So many numbers become one string. */
const BATCH = 4096;

/** {@link CellTexts} end with some bytes more. */
const SPARE = '   ';

const COMMA = 0x2c;
const BRACKET = 0x5d;

/**
 * The texts of columns' cells, those of a column of numbers made once: give one to all writers of files that share
 * columns. It holds about 16 bytes for a number as long as the number itself is held.
 *
 * @example
 * ```ts
 * import { numberColumn } from '@stock-analyzer/schema';
 * import { ColumnTexts, memberWriter, rowWriter, TextBytes } from '@stock-analyzer/schema/json';
 *
 * const columns = [numberColumn('PER', [31.2]), numberColumn('ROE (Fwd)', [79.43])];
 * const texts = new ColumnTexts();
 * const text = new TextBytes();
 * memberWriter(columns, { texts })(0, text);
 * text.put(' or ');
 * rowWriter(columns, { before: () => '', missing: '', cell: String, texts })(0, text);
 * new TextDecoder().decode(text.take()); // → '"PER":31.2,"ROE (Fwd)":79.43 or 31.2,79.43'
 * ```
 */
export class ColumnTexts {
  private readonly made = new WeakMap<Float64Array, CellTexts>();
  private readonly text = new TextBytes();

  /** What `String` makes of each number. Those that are not finite have `null`, and -0 has `0`. */
  ofNumbers(values: Float64Array): CellTexts {
    const known = this.made.get(values);
    if (known) return known;
    const { text } = this;
    for (let from = 0; from < values.length; from += BATCH) {
      const batch: number[] = [];
      const to = Math.min(from + BATCH, values.length);
      for (let row = from; row < to; row++) batch.push(values[row]!);
      // Many numbers in one string take half the time of a string for each.
      text.put(JSON.stringify(batch).slice(1));
    }
    text.put(SPARE);
    const bytes = text.take().slice();
    const ends = new Int32Array(values.length);
    for (let at = 0, row = 0; row < ends.length; at++) {
      if (bytes[at] === COMMA || bytes[at] === BRACKET) ends[row++] = at;
    }
    const texts = { view: new DataView(bytes.buffer), ends };
    this.made.set(values, texts);
    return texts;
  }

  /** Strings as they are. */
  ofStrings(strings: readonly string[]): CellTexts {
    const { text } = this;
    const ends = Int32Array.from(strings, (string) => {
      text.put(string);
      text.put(',');
      return text.length - 1;
    });
    text.put(SPARE);
    return { view: new DataView(text.take().slice().buffer), ends };
  }
}
