import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnOf } from '../table';
import { envelopePieces, memberWriter, TextBytes } from './index';

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
