import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnIndex, columnLetters } from './sheet';

describe('column letters', () => {
  it('are a spreadsheet’s', () => {
    const known: [number, string][] = [
      [0, 'A'],
      [25, 'Z'],
      [26, 'AA'],
      [51, 'AZ'],
      [52, 'BA'],
      [701, 'ZZ'],
      [702, 'AAA'],
      [16_383, 'XFD'],
    ];
    for (const [index, letters] of known) {
      expect(columnLetters(index)).toBe(letters);
      expect(columnIndex(letters)).toBe(index);
    }
  });

  it('go there and back', () => {
    fc.assert(fc.property(fc.nat(10_000_000), (index) => columnIndex(columnLetters(index)) === index));
  });
});
