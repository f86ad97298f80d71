import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SparseNumbers } from './sparse-numbers';

it('holds what was set in announced rows, and tells the others apart', () => {
  const given = fc.dictionary(fc.nat(199).map(String), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(given, fc.nat(199), (numbers, unset) => {
      const sparse = new SparseNumbers(200);
      const rows = Object.keys(numbers).map(Number);
      for (const row of [...rows, unset]) sparse.announce(row);
      for (const row of rows) sparse.set(row, numbers[row]!);
      for (let row = 0; row < 200; row++)
        expect(sparse.at(row)).toBe(numbers[row] ?? (row === unset ? 0 : undefined));
      expect(sparse.at(-1)).toBeUndefined();
      expect(sparse.at(10_000)).toBeUndefined();
    }),
  );
});
