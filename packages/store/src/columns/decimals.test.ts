import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countByDecimals, wholeOf } from './encode/decimals';
import { MAX_DECIMALS, powerOfTen } from './format';

const scaled = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: MAX_DECIMALS }))
  .map(([whole, decimals]) => whole / powerOfTen(decimals));
const nearTheLimit = fc
  .tuple(
    fc.integer({ min: -4096, max: 4096 }),
    fc.integer({ min: 49, max: 53 }),
    fc.integer({ max: 20, min: 0 }),
  )
  .map(([step, power, decimals]) => (2 ** power + step) / powerOfTen(decimals));
const number = fc.oneof(
  scaled,
  nearTheLimit,
  fc.double(),
  fc.integer().map((cents) => cents / 100),
  fc.constantFrom(0, -0, 5e-324, 2 ** 53, Number.POSITIVE_INFINITY, Number.NaN),
);

it('each number is counted where it first is a whole number over a power of ten', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 40 }), (values) => {
      const naive = new Float64Array(MAX_DECIMALS + 1);
      for (const value of values) {
        const first = naive.findIndex((_, decimals) => !Number.isNaN(wholeOf(value, powerOfTen(decimals))));
        if (first >= 0) naive[first]!++;
      }
      expect(countByDecimals(Float64Array.from(values))).toEqual(naive);
    }),
    { numRuns: Number(process.env.LAW_RUNS ?? 500) },
  );
});
