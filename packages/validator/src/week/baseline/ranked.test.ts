import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ranked } from './ranked';

/** Values that differ, that repeat, and that lie far from the others. */
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }),
  fc.constantFrom(0, 1, -1),
  fc.constantFrom(1e300, -1e300, 5e-324),
);

it.each([
  { few: 1, many: 60, times: 1 },
  { few: 40, many: 60, times: 50 },
])('gives what sorting gives, of $few to $many × $times values', ({ few, many, times }) => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: few, maxLength: many }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
      (some, shares) => {
        const values = Float64Array.from({ length: times * some.length }, (_, at) => {
          const each = some[at % some.length]!;
          return at < some.length || at % 3 === 0 ? each : each / (1 + at);
        });
        const ks = shares.map((share) => Math.floor(share * (values.length - 1))).sort((a, b) => a - b);
        const sorted = values.toSorted();
        // Zeros of either sign are equal.
        expect(ranked(values, ks).map((each) => each + 0)).toEqual(ks.map((k) => sorted[k]! + 0));
      },
    ),
    { numRuns: 300 },
  );
});
