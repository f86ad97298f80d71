import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Body } from './decode/body';
import { takeNumbers } from './decode/numbers';
import { encodeNumbers } from './encode/numbers';
import { RAW } from './format';

function encode(values: ArrayLike<number>) {
  const chunks: Uint8Array[] = [];
  const parts = encodeNumbers(Float64Array.from(values), chunks);
  const bytes = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
  return { parts, bytes };
}

function roundTrip(values: ArrayLike<number>): number[] {
  const { parts, bytes } = encode(values);
  const body = new Body(bytes);
  const decoded = takeNumbers(body, JSON.parse(JSON.stringify(parts)), values.length);
  expect(body.left).toBe(0);
  return [...decoded()];
}

const decimal = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 25 }))
  .map(([whole, decimals]) => Number(`${whole}e-${decimals}`));
const price = fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100);
const number = fc.oneof(price, decimal, fc.double(), fc.constantFrom(-0, 0, Number.NaN, 5e-324));

describe('numbers', () => {
  it('come back bit for bit, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), (values) => {
        expect(roundTrip(values)).toEqual(values);
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 500) },
    );
  });

  it('at the edges of each width come back, too', () => {
    const edges = [1, 2, 3, 4, 5, 6, 7].flatMap((width) => {
      const scale = 256 ** (width - 1);
      return [-128, -127, -126, 127, 128].flatMap((top) => [top * scale - 1, top * scale, top * scale + 1]);
    });
    expect(roundTrip(edges)).toEqual(edges);
    for (const edge of edges) expect(roundTrip(Array(50).fill(edge))).toEqual(Array(50).fill(edge));
  });

  it('of two decimals take two bytes each, and the few larger ones a further layer', () => {
    const values = Array.from({ length: 5000 }, (_, row) => ((row * 7919) % 30_000) / 100);
    values[17] = 123_456.78;
    const { parts, bytes } = encode(values);
    expect(parts[0]).toEqual([2, 2, 5000, 4999]);
    expect(bytes.length).toBeLessThan(2 * 5000 + 10);
    expect(roundTrip(values)).toEqual(values);
  });

  it('that are no short decimals are stored as doubles', () => {
    const values = Array.from({ length: 2000 }, (_, row) => Math.sin(row + 1));
    expect(encode(values).parts).toEqual([[0, RAW, 2000, 2000]]);
  });

  it('that are all missing take a byte each', () => {
    expect(encode([Number.NaN, Number.NaN]).bytes.length).toBe(2);
  });

  it('may be none', () => {
    expect(roundTrip([])).toEqual([]);
  });
});
