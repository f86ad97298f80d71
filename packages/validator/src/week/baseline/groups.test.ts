import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type GroupSpread, RARITIES } from './baseline';
import { groupedRows, spreadsOfPeers } from './groups';
import { deviation, spreadOf } from './quantiles';
import { type Measure, scaleOf } from './scale';

const names = ['a', 'b', 'c'];
const number = fc.oneof(
  { weight: 8, arbitrary: fc.double({ noNaN: true, min: -50, max: 50 }) },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 1e9, -1e9) },
);
const row = fc.tuple(number, fc.integer({ min: -1, max: 2 }));
const rowsOf = (many: number) => fc.array(row, { minLength: 30, maxLength: many });
/** Most values are the same: hardly any lie far out. */
const still = fc.array(fc.tuple(fc.constant(3), fc.integer({ min: -1, max: 2 })), {
  minLength: 200,
  maxLength: 300,
});
const measures: Measure[] = [
  { scale: 'asinh', size: 5 },
  { scale: 'log', size: 2 },
];

it('tells of groups and tails what scaling and sorting all values tells', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...measures),
      fc.oneof(
        rowsOf(400),
        fc.tuple(rowsOf(60), still).map(([some, more]) => [...some, ...more]),
      ),
      (measure, rows) => {
        const numbers = Float64Array.from(rows, ([value]) => value);
        const codes = Int32Array.from(rows, ([, code]) => code);
        const scaled = numbers.map(scaleOf(measure));
        const usable = [...numbers.keys()].filter((at) => Number.isFinite(scaled[at]));
        fc.pre(usable.length >= 30);
        const all = spreadOf(
          numbers.filter((_, at) => Number.isFinite(scaled[at])),
          measure,
          0.1,
        );
        const room = () => new Float64Array(rows.length);
        const peers = groupedRows(rows.length, { codes, dictionary: names });
        const { groups, tail } = spreadsOfPeers(numbers, measure, all, peers, [room(), room()]);

        for (const [code, name] of names.entries()) {
          const own = usable.filter((at) => codes[at] === code).map((at) => scaled[at]!);
          expect(groups[name]?.count ?? 0).toBe(own.length);
          if (own.length === 0) continue;
          const median = own.sort((a, b) => a - b)[Math.floor((own.length - 1) / 2)]!;
          expect(groups[name]!.median).toBeCloseTo(
            (own.length * median + 20 * all.median) / (own.length + 20),
            12,
          );
        }
        const spreadAt = (at: number): GroupSpread => groups[names[codes[at]!] ?? ''] ?? all;
        for (const [side, found] of [
          [-1, tail.below],
          [1, tail.above],
        ] as const) {
          const sizes = usable.map((at) => Math.max(0, side * deviation(scaled[at]!, spreadAt(at))));
          sizes.sort((a, b) => b - a);
          const counts = RARITIES.map((rarity) => Math.floor(sizes.length / rarity)).filter(
            (each) => each > 0,
          );
          // Zeros of either sign are equal.
          expect(found.map((size) => size + 0)).toEqual(counts.map((each) => sizes[each - 1]! + 0));
        }
      },
    ),
  );
});
