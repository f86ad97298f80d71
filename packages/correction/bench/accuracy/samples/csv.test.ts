import { expect, it } from 'vitest';
import { parseCsv } from './csv';

it('a CSV text is rows of cells, quoted ones whole', () => {
  expect(parseCsv('a,b\r\n"1,5","say ""so"""\n,\n2,\n')).toEqual([
    ['a', 'b'],
    ['1,5', 'say "so"'],
    ['2', ''],
  ]);
});
