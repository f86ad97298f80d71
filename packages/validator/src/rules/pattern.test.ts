import { defineSchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { field, problemsOf } from '../testing/rows';
import { createValidator } from '../validator';

describe('pattern', () => {
  it.each(['BRK.A', '0700.HK', '005930.KS', '601288.SS', '7203.T'])('allows the ticker %s', (Ticker) => {
    expect(problemsOf({ Ticker })).toEqual([]);
  });

  it.each(['aapl', 'BRK A', 'AAPL\n', 'AAPL\nX', '기업정보', '=A1'])('refuses the ticker %j', (Ticker) => {
    expect(problemsOf({ Ticker })).toEqual(['pattern_mismatch Ticker']);
  });

  it('has to match the whole text, whatever the pattern anchors', () => {
    const schema = defineSchema({
      id: 'a',
      version: '1.0.0',
      fields: [
        field({ name: 'code', kind: 'string', pattern: 'a|b' }),
        field({ name: 'long', kind: 'string', minLength: 3 }),
      ],
    });
    const rows = [
      { code: 'a', long: 'abc' },
      { code: 'ab', long: 'ab' },
      { code: 'xb', long: null },
    ];
    expect(
      createValidator(schema)
        .validate(rows)
        .issues.map(({ row, field }) => [row, field]),
    ).toEqual([
      [1, 'code'],
      [1, 'long'],
      [2, 'code'],
    ]);
  });
});
