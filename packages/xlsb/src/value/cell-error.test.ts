import { expect, it } from 'vitest';
import { cellErrorOf } from './cell-error';

it('every byte is an error, and each always the same object', () => {
  const known = new Map<number, string>();
  for (let byte = 0; byte < 256; byte++) {
    const error = cellErrorOf(byte);
    expect(cellErrorOf(byte)).toBe(error);
    expect(Object.isFrozen(error)).toBe(true);
    if (error.error !== '#UNKNOWN!') known.set(byte, error.error);
  }
  expect([...known]).toEqual([
    [0x00, '#NULL!'],
    [0x07, '#DIV/0!'],
    [0x0f, '#VALUE!'],
    [0x17, '#REF!'],
    [0x1d, '#NAME?'],
    [0x24, '#NUM!'],
    [0x2a, '#N/A'],
    [0x2b, '#GETTING_DATA'],
  ]);
});
