import { checkLimit } from '../check-limit';
import { damaged } from '../errors';
import type { XlsbLimits } from '../limits';

const NULL = 0xffffffff;
const AT_ONCE = 2048;
const units = new Uint16Array(AT_ONCE);

/**
 * The length of an XLWideString ([MS-XLSB] 2.5.168) in UTF-16 units; the null string has none.
 *
 * @param at where its length stands
 * @param end where the record ends
 * @param base where in the part the view begins
 * @throws XlsbError `DAMAGED` if it reaches beyond its record; `TOO_LARGE`
 */
export function wideLength(
  view: DataView,
  at: number,
  end: number,
  part: string,
  limits: XlsbLimits,
  base = 0,
): number {
  const place = { part, offset: base + at };
  if (at + 4 > end) throw damaged('A text is cut off', place);
  const length = view.getUint32(at, true);
  if (length === NULL) return 0;
  if (at + 4 + 2 * length > end) throw damaged("A text reaches beyond its record's end", place);
  if (length > limits.textLength) {
    checkLimit('textLength', limits, length, 'A text has # characters', place);
  }
  return length;
}

/** UTF-16 units as they are: a lone surrogate stays one, which TextDecoder would replace. */
export function decodeUtf16(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let done = 0; done < length; done += AT_ONCE) {
    const count = Math.min(AT_ONCE, length - done);
    let from = at + 2 * done;
    for (let i = 0; i < count; i++, from += 2) units[i] = bytes[from]! | (bytes[from + 1]! << 8);
    text += String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
  }
  return text;
}

/** The text of an XLWideString, and where it ends. */
export function readWide(
  view: DataView,
  at: number,
  end: number,
  part: string,
  limits: XlsbLimits,
): { text: string; next: number } {
  const length = wideLength(view, at, end, part, limits);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return { text: decodeUtf16(bytes, at + 4, length), next: at + 4 + 2 * length };
}
