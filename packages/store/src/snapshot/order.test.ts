import { type CellValue, columnOf, columnTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePoints } from '../query/text';
import { compareCells } from './cells';
import { orderRows } from './order';

type Cells = readonly (CellValue | undefined)[];

const few = fc.oneof(fc.constantFrom(null, null, 0, -0, 1, 2), fc.integer({ min: -3, max: 3 }));
const cells = fc.oneof(fc.array(few), fc.array(fc.constantFrom('a', 'B', 'b', null)), fc.array(fc.boolean()));

it('rows stand in the order of the sorts, missing values last, then in that of tickers', () => {
  const order = fc.constantFrom('asc' as const, 'desc' as const);
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, order), { minLength: 1, maxLength: 3 }), fc.nat(), (given, seed) => {
      const rowCount = Math.max(...given.map(([values]) => values.length));
      const columns = given.map(
        ([values]) => [...values, ...Array(rowCount - values.length).fill(null)] as Cells,
      );
      const tickers = Array.from({ length: rowCount }, (_, row) => `T${(row * 7919 + seed) % 10_007}`);
      const table = columnTable(
        rowCount,
        columns.map((values, index) => columnOf(`f${index}`, values)),
      );
      const compare = (a: number, b: number) => comparePoints(tickers[a]!, tickers[b]!);
      const rows = () => Uint32Array.from(tickers.keys()).sort(compare);
      const sorts = given.map(([, each], index) => ({ field: `f${index}`, order: each }));

      const naive = [...tickers.keys()].sort((a, b) => {
        for (const [index, { order: each }] of sorts.entries()) {
          const [left, right] = [columns[index]![a] ?? null, columns[index]![b] ?? null];
          if (left === null || right === null) {
            if (left !== right) return left === null ? 1 : -1;
          } else if (compareCells(left, right) !== 0)
            return compareCells(left, right) * (each === 'asc' ? 1 : -1);
        }
        return compare(a, b);
      });
      expect([...orderRows(sorts, (name) => table.byName.get(name), { rows, compare })]).toEqual(naive);
    }),
    { numRuns: 300 },
  );
});
