import fc from 'fast-check';
import { expect, it } from 'vitest';
import { driftOf } from './drift';
import { type Measure, scaleOf } from './scale';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -9, max: 9 }),
  fc.integer({ min: -3, max: 3 }),
);

const measures: Measure[] = [
  { scale: 'asinh', size: 1 },
  { scale: 'asinh', size: 0.3 },
  { scale: 'log', size: 2 },
];

it('is what scaling each value and counting those of each bin one by one gives', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...measures),
      fc.array(number, { minLength: 1, maxLength: 99 }),
      fc.array(fc.oneof(number, fc.nat()), { minLength: 9, maxLength: 9 }),
      (measure, numbers, some) => {
        const values = numbers.map((each) => (measure.scale === 'log' ? Math.abs(each) + 0.01 : each));
        const scaled = values.map(scaleOf(measure));
        // Most deciles of a week's values are values of the next week too.
        const deciles = some.map((each, at) =>
          at % 3 === 0 ? each % 9 : scaled[Math.abs(each | 0) % scaled.length]!,
        );
        deciles.sort((a, b) => a - b);
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
          const p = Math.max(1e-4, scaled.filter(isIn).length / values.length);
          expected += (p - q) * Math.log(p / q);
        }
        expect(driftOf(Float64Array.from(values), deciles, measure)).toBeCloseTo(expected, 9);
      },
    ),
  );
});
