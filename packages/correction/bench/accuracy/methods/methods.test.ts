import { generateCorpus } from '@stock-analyzer/fixtures';
import { type Column, columnTable, type Dataset, numberColumn, stringColumn } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { belowOne } from './below-one';
import { priceRepair } from './price-repair';
import { rangeCheck } from './range-check';
import { zScore } from './z-score';

const [like] = generateCorpus({ seed: 1, companies: 20, weeks: 1 });
const week = (values: Readonly<Record<string, readonly number[]>>): Dataset => {
  const rows = Object.values(values)[0]!.length;
  const columns = (native: boolean): Column[] =>
    Object.entries(values).flatMap(([name, numbers]) =>
      like!.nativeSchema.byName.has(name) === native ? [numberColumn(name, numbers)] : [],
    );
  const tickers = stringColumn(
    'Ticker',
    Array.from({ length: rows }, (_, row) => `T${row}`),
  );
  return {
    ...like!,
    fields: columnTable(rows, [tickers, ...columns(false)]),
    native: columnTable(rows, columns(true)),
  };
};
const changed = (changes: readonly { row: number; to: unknown }[]) => changes.map(({ row, to }) => [row, to]);

it('the range check shows what leaves the document range', () => {
  const { shown, changes } = rangeCheck.look(week({ 'ROE (Fwd)': [15, 1550, -3] }), []);
  expect(shown).toEqual([{ row: 1, field: 'ROE (Fwd)' }]);
  expect(changes).toEqual([]);
});

it('the old rule multiplies every percentage below 1', () => {
  const { changes } = belowOne.look(week({ 'ROE (Fwd)': [0.155, 1.8176, 0], 'PER (Fwd)': [0.5, 1, 1] }), []);
  expect(changed(changes)).toEqual([[0, 15.5]]);
});

it('the z-score rule divides an outlier that comes in', () => {
  const roe = Array.from({ length: 40 }, (_, row) => (row === 7 ? 1200 : 10 + (row % 5)));
  expect(changed(zScore.look(week({ 'ROE (Fwd)': roe }), []).changes)).toEqual([[7, 12]]);
});

it('the price repair divides what is 100 times its neighbours in time or beside it', () => {
  const now = week({ Price: [5000, 50, 80], 'ROE (Fwd)': [10, 10, 1000] });
  const then = week({ Price: [50, 49, 4], 'ROE (Fwd)': [10, 10, 10] });
  expect(changed(priceRepair.look(now, [then, then, then]).changes)).toEqual([
    [2, 10],
    [0, 50],
  ]);
  expect(priceRepair.look(now, []).changes).toEqual([]);
});
