import { isMissing, sortText } from '../compare';
import { type FieldValues, indexesBelow } from './column';

/**
 * All rows in the order of a field, as a stable sort with `compareValues` leaves them; undefined where that
 * comparison is no order (numbers among texts, NaN), so that only sorting the rows themselves gives its result.
 */
export function orderRows(field: FieldValues, descending: boolean): Uint32Array | undefined {
  const keys = sortKeys(field);
  if (!keys) return undefined;
  const present = new Uint32Array(keys.length);
  const missing: number[] = [];
  let count = 0;
  for (let row = 0; row < keys.length; row++) {
    if (Number.isNaN(keys[row])) missing.push(row);
    else present[count++] = row;
  }
  const sorted = sortByKey(present.subarray(0, count), keys);
  const order = new Uint32Array(keys.length);
  if (descending) {
    // Descending, a row without a value comes before any other, also before those like it.
    order.set(missing.reverse());
    reverseGroups(sorted, keys, order.subarray(missing.length));
  } else {
    order.set(sorted);
    order.set(missing, count);
  }
  return order;
}

/** One number a row that sorts as its value does; NaN where it is missing. */
function sortKeys(field: FieldValues): Float64Array | undefined {
  if (field.kind === 'numbers') {
    const { values, missing } = field;
    for (let row = 0; row < values.length; row++) {
      if (missing[row] === 0 && Number.isNaN(values[row])) return undefined;
    }
    return values;
  }
  const texts: (string | null)[] = [];
  for (const value of field.distinct) {
    if (isMissing(value)) texts.push(null);
    else if (typeof value === 'string' || typeof value === 'boolean') texts.push(sortText(value));
    else return undefined;
  }
  const sorted = texts.filter((text) => text !== null).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = new Map<string | null, number>([[null, Number.NaN]]);
  for (const text of sorted) if (!rank.has(text)) rank.set(text, rank.size);
  const ranks = texts.map((text) => rank.get(text)!);
  const keys = new Float64Array(field.codes.length);
  for (let row = 0; row < keys.length; row++) keys[row] = ranks[field.codes[row]!]!;
  return keys;
}

/** Groups of equal keys from the last to the first; within a group the order stays. */
function reverseGroups(sorted: Uint32Array, keys: Float64Array, into: Uint32Array): void {
  let to = 0;
  for (let end = sorted.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && keys[sorted[start - 1]!] === keys[sorted[start]!]) start--;
    for (let at = start; at < end; at++) into[to++] = sorted[at]!;
    end = start;
  }
}

/** Bits by which rows are dealt out at once, and how often that takes for the 64 of a number. */
const DIGIT = 11;
const PASSES = 6;
/** For fewer rows comparing is faster than dealing out. */
const FEW = 200;

/** Rows in ascending order of their keys, equal ones as they were: by the digits of the keys' bits, last first. */
function sortByKey(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const count = rows.length;
  if (count < FEW) return rows.slice().sort((a, b) => keys[a]! - keys[b]!);
  const doubles = new Float64Array(count);
  // −0 becomes 0, which it sorts as.
  for (let at = 0; at < count; at++) doubles[at] = keys[rows[at]!]! + 0;
  const words = new Uint32Array(doubles.buffer);
  for (let at = 0; at < words.length; at += 2) {
    // Bits that sort as the numbers do: of negative ones all are turned, of others the sign.
    const negative = words[at + 1]! >>> 31;
    words[at]! ^= -negative;
    words[at + 1]! ^= negative ? -1 : 1 << 31;
  }
  let from = indexesBelow(count);
  let to = new Uint32Array(count);
  const starts = new Uint32Array(1 << DIGIT);
  for (let pass = 0; pass < PASSES; pass++) {
    // Three digits a word: 11, 11 and 10 bits.
    const word = pass < PASSES / 2 ? 0 : 1;
    const shift = (pass % (PASSES / 2)) * DIGIT;
    const digitOf = (at: number) => (words[2 * at + word]! >>> shift) & (starts.length - 1);
    starts.fill(0);
    for (let at = 0; at < count; at++) starts[digitOf(at)]!++;
    if (starts[digitOf(0)] === count) continue;
    for (let digit = 0, sum = 0; digit < starts.length; digit++) {
      const size = starts[digit]!;
      starts[digit] = sum;
      sum += size;
    }
    for (let at = 0; at < count; at++) {
      const index = from[at]!;
      to[starts[digitOf(index)]!++] = index;
    }
    [from, to] = [to, from];
  }
  return from.map((index) => rows[index]!);
}
