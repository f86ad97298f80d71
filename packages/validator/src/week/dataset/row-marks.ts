import { hashNumber } from './alike-rows';

/**
 * Tells of two rows that at least so many of the numbers that both have differ, zeros apart: nearly always exactly how
 * many. Of each number a byte is kept, row by row, as the numbers of a row are far apart in the columns.
 */
export function rowsApart(
  columns: readonly Float64Array[],
  rowCount: number,
): (a: number, b: number) => number {
  const width = Math.ceil(columns.length / 4);
  const words = new Int32Array(rowCount * width);
  const bytes = new Uint8Array(words.buffer);
  for (const [at, numbers] of columns.entries()) mark(numbers, bytes, at, 4 * width);
  return (a, b) => countDifferent(words, a * width, b * width, width);
}

/** Puts seven bits of each number's hash and one that says that it is there; 0 where it is not. */
function mark(numbers: Float64Array, bytes: Uint8Array, at: number, step: number): void {
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (Math.abs(number) > 0) {
      bytes[row * step + at] = 0x80 | (Math.imul(hashNumber(0, number, 1), 0x9e3779b1) >>> 25);
    }
  }
}

/** How many of the bytes from two places on differ, of those that are not 0 in both: four at a time, without a branch. */
function countDifferent(words: Int32Array, a: number, b: number, width: number): number {
  let different = 0;
  for (let at = 0; at < width; at++) {
    const x = words[a + at]!;
    const y = words[b + at]!;
    // Adding 127 carries a difference of seven bits, if there is any, into the eighth.
    const apart = (((x ^ y) & 0x7f7f7f7f) + 0x7f7f7f7f) & x & y & 0x80808080;
    different += Math.imul(apart >>> 7, 0x01010101) >>> 24;
  }
  return different;
}
