import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alikeRows } from './alike-rows';
import { rowsApart } from './row-marks';

it('groups the rows that a map of their hashes would group', () => {
  const hash = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 300 }), (hashes) => {
      const rowsOf = new Map<number, number[]>();
      for (const [row, each] of hashes.entries()) rowsOf.set(each, [...(rowsOf.get(each) ?? []), row]);
      rowsOf.delete(0);
      const expected = [...rowsOf.values()].filter((rows) => rows.length > 1);
      const byFirst = (a: number[], b: number[]) => a[0]! - b[0]!;
      expect(alikeRows(Int32Array.from(hashes)).sort(byFirst)).toEqual(expected.sort(byFirst));
    }),
  );
});

it('takes no longer for hashes made to fall on one place of a table with the usual multiplier', () => {
  const golden = 0x9e3779b1;
  let inverse = 1;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(golden, inverse));
  expect(Math.imul(golden, inverse)).toBe(1);
  // With that multiplier each looks at all before it.
  const hashes = Int32Array.from({ length: 250_000 }, (_, at) => Math.imul(Math.floor(at / 2) + 1, inverse));
  expect(alikeRows(hashes)).toHaveLength(125_000);
});

const cell = fc.oneof(fc.constantFrom(Number.NaN, 0, -0, 1, -1), fc.double({ noNaN: true }));
const columns = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });

const apartOf = (pairs: readonly (readonly [number, number])[]) =>
  rowsApart(
    pairs.map((pair) => Float64Array.from(pair)),
    2,
  )(0, 1);

it('never tells more different numbers than two rows have', () => {
  fc.assert(
    fc.property(columns, (pairs) => {
      const different = pairs.filter(([a, b]) => a !== b && Math.abs(a) > 0 && Math.abs(b) > 0);
      expect(apartOf(pairs)).toBeLessThanOrEqual(different.length);
      expect(apartOf(pairs.map(([a]) => [a, a]))).toBe(0);
    }),
  );
});

it('tells nearly all of the numbers that differ', () => {
  const pairs = Array.from({ length: 40 }, (_, at) => [1 + at / 7, 100 - at / 3] as const);
  expect(apartOf(pairs)).toBeGreaterThan(36);
});
