import { describe, expect, it } from 'vitest';
import { sheetPattern } from './sheet-pattern';

describe('a name as it was typed', () => {
  it('is itself unless it has a wildcard', () => {
    for (const name of ['M_Company', 'T_EPS C', 'Up & Down', 'a.b+c (1)'])
      expect(sheetPattern(name)).toBe(name);
  });

  it.each([
    ['T_*', ['T_', 'T_EPS C'], ['MT_', 't_EPS']],
    ['T_?', ['T_a', 'T_한', 'T_😀'], ['T_', 'T_ab']],
    ['*(1).x', ['a(1).x'], ['a(1)yx', 'a1.x']],
    ['*$^|[x]{2}\\/+', ['$^|[x]{2}\\/+'], ['']],
    ['*', ['', 'two\nlines'], []],
  ])('%s matches what it stands for', (typed, yes, no) => {
    const pattern = sheetPattern(typed) as RegExp;
    for (const name of yes) expect(pattern.test(name)).toBe(true);
    for (const name of no) expect(pattern.test(name)).toBe(false);
  });
});
