import { hasOperators, type Test, testOf } from '../operators';
import type { CodedValues, FieldValues, NumberValues } from './column';

/**
 * Sets to 0 what does not fit a condition.
 *
 * @throws as testOf.
 */
export function narrow(mask: Uint8Array, field: FieldValues, condition: unknown): void {
  const test = testOf(condition);
  if (field.kind === 'coded') narrowCoded(mask, field, condition, test);
  else narrowNumbers(mask, field, condition, test);
}

function narrowCoded(mask: Uint8Array, { codes, distinct, codeOf }: CodedValues, condition: unknown, test: Test): void {
  const fits = new Uint8Array(distinct.length);
  const [wanted] = wantedValues(condition);
  if (wanted) {
    for (const value of wanted) {
      const code = codeOf.get(value);
      if (code !== undefined && test(distinct[code])) fits[code] = 1;
    }
  } else for (let code = 0; code < fits.length; code++) if (test(distinct[code])) fits[code] = 1;
  for (let row = 0; row < mask.length; row++) mask[row]! &= fits[codes[row]!]!;
}

/** The values that a condition names, where nothing else can fit it: an empty list where it names none. */
function wantedValues(condition: unknown): [wanted?: readonly unknown[]] {
  if (!hasOperators(condition)) return [[condition]];
  if ('$eq' in condition) return [[condition.$eq]];
  return '$in' in condition && Array.isArray(condition.$in) ? [condition.$in] : [];
}

function narrowNumbers(mask: Uint8Array, { values, missing }: NumberValues, condition: unknown, test: Test): void {
  const nullFits = test(null) ? 1 : 0;
  const undefinedFits = test(undefined) ? 1 : 0;
  const span = spanOf(condition);
  if (span) {
    const [low, high] = span;
    for (let row = 0; row < mask.length; row++) {
      const value = values[row]!;
      mask[row]! &= (value >= low && value <= high) || (nullFits & missing[row]!) === 1 ? 1 : 0;
    }
    return;
  }
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 0) continue;
    const kind = missing[row];
    mask[row] = kind === 0 ? (test(values[row]) ? 1 : 0) : kind === 1 ? nullFits : undefinedFits;
  }
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
