import { hasOperators, type Test, testOf } from '../operators';
import { type CodedValues, type FieldValues, type NumberValues, rowsWith } from './column';

/**
 * Of rows, given by their indexes, those that fit a condition, in the same order.
 *
 * @param into Gets them; it may be `rows` itself.
 * @returns how many fit.
 * @throws as testOf.
 */
export function narrow(rows: Uint32Array, into: Uint32Array, field: FieldValues, condition: unknown): number {
  const test = testOf(condition);
  return field.kind === 'coded'
    ? narrowCoded(rows, into, field, condition, test)
    : narrowNumbers(rows, into, field, condition, test);
}

/** All rows that fit a condition that names one value; undefined if it says something else. */
export function rowsNamed(field: FieldValues, condition: unknown): Uint32Array | undefined {
  if (field.kind !== 'coded') return undefined;
  const wanted = wantedValues(condition);
  if (wanted?.length !== 1) return undefined;
  const code = field.codeOf.get(wanted[0]);
  return code !== undefined && testOf(condition)(field.distinct[code]) ? rowsWith(field, code) : NO_ROWS;
}

const NO_ROWS = new Uint32Array(0);

function narrowCoded(
  rows: Uint32Array,
  into: Uint32Array,
  { codes, distinct, codeOf }: CodedValues,
  condition: unknown,
  test: Test,
): number {
  const fits = new Uint8Array(distinct.length);
  const wanted = wantedValues(condition);
  if (wanted) {
    for (const value of wanted) {
      const code = codeOf.get(value);
      if (code !== undefined && test(distinct[code])) fits[code] = 1;
    }
  } else for (let code = 0; code < fits.length; code++) if (test(distinct[code])) fits[code] = 1;
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    // Written in any case and counted if it fits: no branch to guess.
    into[count] = row;
    count += fits[codes[row]!]!;
  }
  return count;
}

/** The values that a condition names, where nothing else can fit it. */
function wantedValues(condition: unknown): readonly unknown[] | undefined {
  if (!hasOperators(condition)) return [condition];
  if ('$eq' in condition) return [condition.$eq];
  return '$in' in condition && Array.isArray(condition.$in) ? condition.$in : undefined;
}

function narrowNumbers(
  rows: Uint32Array,
  into: Uint32Array,
  { values, missing }: NumberValues,
  condition: unknown,
  test: Test,
): number {
  const nullFits = test(null) ? 1 : 0;
  const undefinedFits = test(undefined) ? 1 : 0;
  const span = spanOf(condition);
  let count = 0;
  if (span) {
    const [low, high] = span;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const value = values[row]!;
      into[count] = row;
      count += (value >= low && value <= high) || (nullFits & missing[row]!) === 1 ? 1 : 0;
    }
  } else {
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const kind = missing[row];
      into[count] = row;
      count += kind === 0 ? (test(values[row]) ? 1 : 0) : kind === 1 ? nullFits : undefinedFits;
    }
  }
  return count;
}
/** The smallest and the largest number that fit, for conditions that say no more than that. */
function spanOf(condition: unknown): [low: number, high: number] | undefined {
  if (typeof condition === 'number') return [condition, condition];
  if (!hasOperators(condition)) return undefined;
  const bounds = Object.entries(condition);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const [name, bound] of bounds) {
    if (typeof bound !== 'number' || !/^\$(eq|[gl]te?)$/.test(name)) return undefined;
    if (name !== '$lt' && name !== '$lte') low = Math.max(low, name === '$gt' ? next(bound, 1) : bound);
    if (name !== '$gt' && name !== '$gte') high = Math.min(high, name === '$lt' ? next(bound, -1) : bound);
  }
  return bounds.length > 0 ? [low, high] : undefined;
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The next number up or down; NaN, which nothing fits, beyond the last. */
function next(value: number, direction: 1 | -1): number {
  if (value === direction * Number.POSITIVE_INFINITY) return Number.NaN;
  if (value === 0) return direction * Number.MIN_VALUE;
  double[0] = value;
  bits[0]! += value > 0 === direction > 0 ? 1n : -1n;
  return double[0];
}
