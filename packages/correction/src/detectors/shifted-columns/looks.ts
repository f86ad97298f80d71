import { type Column, cellAt } from '@stock-analyzer/schema';
import type { FieldColumn } from '../../propose/context';

/**
 * What a cell looks like, as a small number: missing, zero, a text, or a number's sign, power of two, and whether it is
 * whole. Enough to tell most fields apart.
 */
export const LOOKS = 256;
const MISSING = 0;
const ZERO = 1;
const TEXT = 2;
/** A text that is none of its field's values. */
const OTHER_TEXT = 3;
const FIRST_NUMBER = 8;
/** Powers of two from 2⁻¹⁶ to 2⁴⁵, the ends open. */
const POWERS = 62;
const LOWEST = -16;

/** How a number looks; its power of two is read from its exponent bits, as logarithms of all cells would take long. */
function lookOfNumber(value: number, high: number): number {
  if (Number.isNaN(value)) return MISSING;
  if (value === 0) return ZERO;
  const power = Math.min(POWERS - 1, Math.max(0, ((high >>> 20) & 0x7ff) - 1023 - LOWEST));
  return FIRST_NUMBER + power + POWERS * ((high >>> 31) + (Number.isInteger(value) ? 2 : 0));
}

/** How a column's cells look, by row. */
export function looksOf({ column, field }: FieldColumn): Uint8Array {
  const looks = new Uint8Array(column.validity.length);
  if (column.type === 'number') {
    const high = new Uint32Array(column.values.buffer, column.values.byteOffset, column.values.length * 2);
    for (let row = 0; row < looks.length; row++) {
      looks[row] =
        column.validity[row] === 1 ? lookOfNumber(column.values[row]!, high[2 * row + 1]!) : MISSING;
    }
    return looks;
  }
  const bits = new Float64Array(1);
  const high = new Uint32Array(bits.buffer);
  const mixed = column.type === 'mixed' ? column.values : undefined;
  for (let row = 0; row < looks.length; row++) {
    if (column.validity[row] !== 1) continue;
    const value = mixed ? mixed[row]! : cellAt(column, row);
    if (typeof value === 'number') {
      bits[0] = value;
      looks[row] = lookOfNumber(value, high[1]!);
    } else looks[row] = lookOfText(value, field.values);
  }
  return looks;
}

function lookOfText(value: unknown, values: readonly string[] | undefined): number {
  if (value === null) return MISSING;
  return values && !values.includes(value as string) ? OTHER_TEXT : TEXT;
}

/** How a column's cell would look in another field. */
export function lookIn(
  column: Column,
  row: number,
  look: number,
  values: readonly string[] | undefined,
): number {
  return look === TEXT || look === OTHER_TEXT ? lookOfText(cellAt(column, row), values) : look;
}

/** Of so many pseudo-cells the field is taken to have seen, evenly over all looks: what it never had is rare, not absurd. */
const UNSEEN = 2;

/** By look: the natural logarithm of how often the field's cells look so. Neighbouring powers of two share. */
export function logShares(looks: Uint8Array): Float64Array {
  const counts = countsOf(looks);
  return counts.map((count, look) => {
    const own =
      look < FIRST_NUMBER ? count : 0.5 * count + 0.25 * (counts[look - 1]! + (counts[look + 1] ?? 0));
    return Math.log((own + UNSEEN / LOOKS) / (looks.length + UNSEEN));
  });
}

/** A loop that stands by itself is compiled once, not at every call. */
function countsOf(looks: Uint8Array): Float64Array {
  const counts = new Float64Array(LOOKS);
  for (let row = 0; row < looks.length; row++) counts[looks[row]!]!++;
  return counts;
}
