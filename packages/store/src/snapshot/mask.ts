import { type CellValue, type Column, cellAt } from '@stock-analyzer/schema';
import type { Condition } from '../query/condition';
import { foldText } from '../query/text';
import { compareCells } from './cells';

/** Gives the column of a name; undefined if the snapshot has none, so that all values are missing. */
export type ColumnOf = (name: string) => Column | undefined;

type Test = (value: NonNullable<CellValue>) => boolean;

/** One byte a row: 1 where the condition holds. The caller may write to it. */
export function maskOf(condition: Condition, rowCount: number, columnOf: ColumnOf): Uint8Array {
  switch (condition.test) {
    case 'all':
    case 'any': {
      const all = condition.test === 'all';
      const [first, ...rest] = condition.of;
      if (!first) return new Uint8Array(rowCount).fill(all ? 1 : 0);
      const mask = maskOf(first, rowCount, columnOf);
      for (const each of rest) {
        const other = maskOf(each, rowCount, columnOf);
        if (all) for (let row = 0; row < rowCount; row++) mask[row]! &= other[row]!;
        else for (let row = 0; row < rowCount; row++) mask[row]! |= other[row]!;
      }
      return mask;
    }
    case 'not': {
      const mask = maskOf(condition.of, rowCount, columnOf);
      for (let row = 0; row < rowCount; row++) mask[row]! ^= 1;
      return mask;
    }
  }
  const column = columnOf(condition.field);
  const missing = condition.test === 'in' && condition.missing ? 1 : 0;
  if (!column) return new Uint8Array(rowCount).fill(missing);
  if (condition.test === 'exists') return column.validity.slice();
  return column.type === 'number'
    ? numbersMask(condition, column.values, column.validity, missing)
    : testMask(testOf(condition), column, missing);
}

type Leaf = Exclude<Condition, { readonly of: unknown } | { readonly test: 'exists' }>;

/** In loops of their own, since most conditions are on numbers; `Number` of a comparison needs no branch. */
function numbersMask(
  condition: Leaf,
  values: Float64Array,
  validity: Uint8Array,
  missing: number,
): Uint8Array {
  const rowCount = values.length;
  const mask = new Uint8Array(rowCount);
  if (condition.test === 'in') {
    const [only] = condition.values;
    if (condition.values.length > 1) {
      const set = new Set<unknown>(condition.values);
      for (let row = 0; row < rowCount; row++) if (set.has(values[row])) mask[row] = 1;
    } else for (let row = 0; row < rowCount; row++) mask[row] = Number(values[row] === only);
    if (missing) for (let row = 0; row < rowCount; row++) mask[row]! |= validity[row]! ^ 1;
    return mask;
  }
  if (!('value' in condition)) return mask;
  // A missing number is NaN, which stands to no number. Below is above, seen from the other side of zero.
  const [sign, orEqual] = directionOf(condition.test);
  const bound = typeof condition.value === 'number' ? condition.value * sign : Number.NaN;
  if (orEqual) for (let row = 0; row < rowCount; row++) mask[row] = Number(values[row]! * sign >= bound);
  else for (let row = 0; row < rowCount; row++) mask[row] = Number(values[row]! * sign > bound);
  return mask;
}

/** 1 for above and −1 for below, and whether what is equal counts. */
function directionOf(test: 'gt' | 'gte' | 'lt' | 'lte'): [sign: number, orEqual: boolean] {
  return [test[0] === 'g' ? 1 : -1, test.length > 2];
}

function testMask(test: Test, column: Column, missing: number): Uint8Array {
  const rowCount = column.validity.length;
  const mask = new Uint8Array(rowCount);
  if (column.type === 'string') {
    // Each text once, however many companies share it.
    const hits = Uint8Array.from(column.dictionary, (text) => (test(text) ? 1 : 0));
    for (let row = 0; row < rowCount; row++) {
      const code = column.codes[row]!;
      mask[row] = code >= 0 ? hits[code]! : missing;
    }
    return mask;
  }
  for (let row = 0; row < rowCount; row++) {
    const value = cellAt(column, row);
    mask[row] = value === null ? missing : test(value) ? 1 : 0;
  }
  return mask;
}

/** The test of one value. */
export function testOf(condition: Leaf): Test {
  switch (condition.test) {
    case 'in': {
      const values = new Set<CellValue>(condition.values);
      return (value) => values.has(value);
    }
    case 'contains':
      return (value) => typeof value === 'string' && foldText(value).includes(condition.text);
    case 'startsWith':
      return (value) => typeof value === 'string' && foldText(value).startsWith(condition.text);
    default: {
      const { value: bound } = condition;
      const [sign, orEqual] = directionOf(condition.test);
      return (value) => {
        if (typeof value !== typeof bound) return false;
        const order = compareCells(value, bound) * sign;
        return order > 0 || (orEqual && order === 0);
      };
    }
  }
}
