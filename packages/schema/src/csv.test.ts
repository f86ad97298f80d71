import { expect, it } from 'vitest';
import { csvText } from './csv';

it.each(['=1', '+1', '-1', '@A1', ' =1', '\t=1', '\u0000=1', '＝1', '－1'])(
  'disarms the text %j, which a spreadsheet would run',
  (text) => {
    expect(
      csvText([[text]])
        .replace(/^"/, '')
        .startsWith("'"),
    ).toBe(true);
  },
);

it('leaves numbers as they are, negative ones too', () => {
  expect(csvText([[-1.5, 0, null, true]])).toBe('-1.5,0,,true\r\n');
});

it('quotes what would break a line', () => {
  expect(csvText([['상사,자본재', 'a "b"', 'c\nd']])).toBe('"상사,자본재","a ""b""","c\nd"\r\n');
});
