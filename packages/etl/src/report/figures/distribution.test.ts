import { type FieldDefinition, numberColumn } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Distribution, distributionOf } from './distribution';

const field: FieldDefinition = {
  name: 'ROE (Fwd)',
  key: 'roe',
  column: 'roe_fwd',
  category: 'profitability',
  kind: 'percentage',
  unit: 'percent',
  plausible: { min: -100, max: 200 },
  description: { en: '', ko: '' },
};
const of = (values: readonly (number | null)[]) => distributionOf(field, numberColumn(field.name, values));
const bulk = Array.from({ length: 500 }, (_, at) => 5 + (at % 20));

describe('a distribution', () => {
  it('counts every value once, and every unusual one, whatever the values', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
      fc.integer({ min: -5, max: 5 }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const present = values.filter((each) => each !== null);
        const found = of(values);
        if (!found) return present.length === 0;
        const all = [
          ...found.bars,
          ...(found.below ? [found.below] : []),
          ...(found.above ? [found.above] : []),
        ];
        expect(sum(all.map(({ count }) => count))).toBe(present.length);
        expect(found.count + found.missing).toBe(values.length);
        expect(sum(all.map(({ unusual }) => unusual))).toBe(found.tooLow + found.tooHigh);
        expect(found.tooLow).toBe(present.filter((each) => each < -100).length);
        expect(found.tooHigh).toBe(present.filter((each) => each > 200).length);
        expect(found.min).toBe(Math.min(...present));
        expect(found.max).toBe(Math.max(...present));
        for (const { from, to } of found.bars) expect(from).toBeLessThan(to);
        return true;
      }),
    );
  });

  it('shows the bulk of heavy-tailed values, and counts the tails apart', () => {
    const { bars, below, above, tooLow, tooHigh } = of([...bulk, -36538, -150, 436.61])!;
    expect(bars[0]!.from).toBeGreaterThan(-200);
    expect(bars.at(-1)!.to).toBeLessThan(400);
    expect(below).toMatchObject({ count: 2, unusual: 2, from: -36538 });
    expect(above).toMatchObject({ count: 1, unusual: 1, to: 436.61 });
    expect([tooLow, tooHigh]).toEqual([2, 1]);
  });

  it('takes a logarithmic axis for sizes', () => {
    expect(of(Array.from({ length: 300 }, (_, at) => 10 ** (at / 50)))!.scale).toBe('log');
    expect(of(bulk)!.scale).toBe('linear');
  });

  it('has an axis even where all values are one', () => {
    const { bars, count } = of([7, 7, 7])!;
    expect(sum(bars.map((bar) => bar.count))).toBe(count);
  });

  it('does not exist without values, and leaves out what no axis has', () => {
    expect(of([null, null])).toBeNull();
    expect(of([1, Number.POSITIVE_INFINITY, 2, null])).toMatchObject({ count: 2, missing: 1, max: 2 });
  });
});

function sum(counts: readonly Distribution['count'][]): number {
  return counts.reduce((total, count) => total + count, 0);
}
