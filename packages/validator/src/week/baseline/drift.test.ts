import fc from 'fast-check';
import { expect, it } from 'vitest';
import { driftOf } from './drift';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -9, max: 9 }),
  fc.integer({ min: -3, max: 3 }),
);

it('is what counting the values of each bin one by one gives', () => {
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1, maxLength: 99 }),
      fc.array(number, { minLength: 9, maxLength: 9 }),
      (values, unsorted) => {
        const deciles = unsorted.sort((a, b) => a - b);
        const edges = [...new Set(deciles.map((edge) => edge + 0))];
        let expected = 0;
        for (let bin = 0; bin <= edges.length; bin++) {
          const [from, to] = [
            edges[bin - 1] ?? Number.NEGATIVE_INFINITY,
            edges[bin] ?? Number.POSITIVE_INFINITY,
          ];
          const isIn = (value: number) => value > from && value <= to;
          const before = bin === edges.length ? 1 + deciles.filter(isIn).length : deciles.filter(isIn).length;
          const q = Math.max(1e-4, before / 10);
          const p = Math.max(1e-4, values.filter(isIn).length / values.length);
          expected += (p - q) * Math.log(p / q);
        }
        expect(driftOf(Float64Array.from(values), deciles)).toBeCloseTo(expected, 9);
      },
    ),
  );
});
