import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OldSkeleton } from '../testing/old-skeleton';
import { DataSkeleton } from './data-skeleton';
import type { DataRow, SkeletonQuery } from './language';

const FIELDS = ['Ticker', 'PER (Oct-25)', 'exchange', '현재가', '__proto__', 'constructor'];

const number = fc.oneof(
  fc.constantFrom(0, -0, 1, 10, 20, 31.5, -3, 1e300, Number.MIN_VALUE, Infinity, -Infinity),
  fc.double(),
  fc.integer({ min: -5, max: 5 }),
);
const text = fc.constantFrom('NVDA', 'nvda', 'XOM', '', '10', '9', 'Å', 'z', '반도체', '은행');
const missing = fc.constantFrom(null, undefined);
/** A column of one kind, as exports have them, or of several, as they should not. */
const valuesOf = fc.constantFrom(
  fc.oneof({ weight: 8, arbitrary: number.filter((value) => !Number.isNaN(value)) }, missing),
  fc.oneof({ weight: 8, arbitrary: text }, missing),
  fc.oneof(text, fc.boolean(), missing),
  fc.oneof(number, text, missing, fc.boolean(), fc.constant(new Date(0)), fc.bigInt({ min: -3n, max: 3n })),
  fc.oneof(number, fc.constant(Number.NaN), missing),
);

const rows = fc.array(valuesOf, { minLength: FIELDS.length, maxLength: FIELDS.length }).chain((columns) =>
  fc.array(
    fc.tuple(...columns).map((values) => {
      const row: DataRow = {};
      for (const [at, field] of FIELDS.entries()) {
        // Missing in some rows altogether.
        if (values[at] === undefined && at % 2 === 1) continue;
        Object.defineProperty(row, field, {
          value: values[at],
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return row;
    }),
    { maxLength: 400, size: 'max' },
  ),
);

const operand = fc.oneof(number, text, missing, fc.boolean());
const operators = fc.dictionary(
  fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$in', '$unknown'),
  fc.oneof({ weight: 4, arbitrary: operand }, { weight: 1, arbitrary: fc.array(operand, { maxLength: 4 }) }),
  { maxKeys: 3 },
);
const query: fc.Arbitrary<SkeletonQuery> = fc.record(
  {
    filter: fc.dictionary(fc.constantFrom(...FIELDS, 'absent'), fc.oneof(operand, operators, operators), {
      maxKeys: 3,
    }),
    sort: fc.oneof(
      fc.constant(null),
      fc.record(
        {
          field: fc.constantFrom(...FIELDS, 'absent', ''),
          order: fc.constantFrom('asc', 'desc', 'DESC', ''),
        },
        { requiredKeys: ['field'] },
      ),
    ),
    limit: fc.constantFrom(null, 0, 1, 3, 50, -2, 1.5),
    offset: fc.constantFrom(0, 1, 2, 100, -3, 0.5),
    projection: fc.oneof(fc.constant(null), fc.uniqueArray(fc.constantFrom('Ticker', 'exchange', 'absent'))),
  },
  { requiredKeys: [] },
);

describe('answers', () => {
  it('are those of the old class, whatever the rows and the question', () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(query, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (data, queries, cached) => {
          const old = new OldSkeleton();
          const skeleton = new DataSkeleton();
          old.store(data);
          void skeleton.store(data);
          old.cacheEnabled = false;
          skeleton.setCacheEnabled(cached);
          // Twice: the first time a field is read from the rows, then from what was kept of it.
          for (const each of [...queries, ...queries]) {
            const expected = old.query(each);
            const found = skeleton.query(each);
            if (each.projection) expect(found).toEqual(expected);
            else {
              expect(found.length).toBe(expected.length);
              expect(found.every((row, at) => row === expected[at])).toBe(true);
            }
            expect(skeleton.countWhere(each.filter ?? {})).toBe(
              old.query({ filter: each.filter ?? {} }).length,
            );
          }
        },
      ),
      { numRuns: Number(process.env.SKELETON_RUNS ?? 200) },
    );
  });
});
