import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnOf } from '../table';
import { ColumnTexts, envelopePieces, memberWriter, rowWriter, TextBytes } from './index';

const cell = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'grapheme' }),
  fc.boolean(),
  fc.constant(null),
);

it('columns come back from their JSON, whatever their cells, names and number of pieces', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.array(cell, { minLength: 5, maxLength: 5 })),
      fc.constantFrom(5, 5000),
      (cells, count) => {
        const names = Object.keys(cells);
        const columns = names.map((name) =>
          columnOf(
            name,
            Array.from({ length: count }, (_, row) => cells[name]![row % 5]!),
          ),
        );
        const decoder = new TextDecoder('utf-8', { fatal: true });
        let text = '';
        const envelope = { metadata: {}, key: 'rows', count, write: memberWriter(columns) };
        for (const piece of envelopePieces(envelope, new TextBytes()))
          text += decoder.decode(piece, { stream: true });
        const rows = JSON.parse(text).rows as Record<string, unknown>[];
        expect(rows).toHaveLength(count);
        rows.forEach((row, at) => {
          if (at % 5 === at || at === count - 1)
            expect(Object.entries(row)).toEqual(
              Object.entries(Object.fromEntries(names.map((name) => [name, cells[name]![at % 5]]))),
            );
        });
      },
    ),
    { numRuns: 60 },
  );
});

it('a text grows with what is put into it', () => {
  const text = new TextBytes();
  for (let at = 0; at < 50_000; at++) text.put('₩1');
  expect(text.length).toBe(200_000);
  expect(new TextDecoder().decode(text.take())).toBe('₩1'.repeat(50_000));
  expect(text.length).toBe(0);
});

it('the texts of numbers are those of String, also for further files and where a column has thousands', () => {
  const special = [
    -0,
    0,
    1e21,
    1e-7,
    5e-324,
    Number.MAX_VALUE,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(...special))), (some) => {
      const values = Array.from(
        { length: 4100 + some.length },
        (_, row) => some[row % some.length] ?? row / 7,
      );
      const column = columnOf('한글', values);
      const texts = new ColumnTexts();
      const text = new TextBytes();
      const cell = (value: unknown) => `<${Object.is(value, -0) ? '-0' : value}>`;
      for (const before of ['', 'é', 'long '.repeat(20)]) {
        const write = rowWriter([column, column], { before: () => before, missing: '', cell, texts });
        for (const row of [0, 1, 4095, 4096, values.length - 1]) {
          write(row, text);
          const value = values[row]!;
          const expected = Number.isFinite(value) && !Object.is(value, -0) ? String(value) : cell(value);
          expect(new TextDecoder().decode(text.take())).toBe(`${before}${expected},${before}${expected}`);
        }
      }
    }),
    { numRuns: 50 },
  );
});
