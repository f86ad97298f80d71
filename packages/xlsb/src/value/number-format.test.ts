import { SSF } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFormat, isDateFormat } from './number-format';

describe('formats known by number', () => {
  it('are those of SheetJS', () => {
    const table: Record<number, string> = SSF.get_table();
    const known = Object.entries(table).filter(([number]) => Number(number) < 50);
    expect(known.length).toBeGreaterThan(25);
    for (const [number, format] of known)
      expect([number, builtInFormat(Number(number))]).toEqual([number, format]);
  });

  it('of East Asian programs are dates', () => {
    for (const number of [27, 31, 36, 50, 57, 58]) expect(isDateFormat(builtInFormat(number))).toBe(true);
    for (const number of [23, 26, 59, 163, 60_000]) expect(builtInFormat(number)).toBe('General');
  });
});

describe('whether a format is that of a date', () => {
  it.each([
    ['General', false],
    ['general', false],
    ['', false],
    ['0.0%', false],
    ['#,##0.00', false],
    ['[Red]#,##0.00 "days"', false],
    ['\\d\\a\\y\\s 0', false],
    ['_d0*m', false],
    ['[$-409]0', false],
    ['[$USD] 0', false],
    ['[<100]0;[DBNum1]0', false],
    ['0.00E+00', false],
    ['@', false],
    ['"unclosed yyyy', false],
    ['yyyy\\-mm\\-dd', true],
    ['[$-409]d\\-mmm\\-yy;@', true],
    ['[h]:mm:ss', true],
    ['[mm]', true],
    ['[SS]', true],
    ['h:mm AM/PM', true],
    ['yyyy"년" m"월"', true],
    ['0;yyyy', true],
    ['mmss.0', true],
  ])('%s: %s', (format, isDate) => expect(isDateFormat(format)).toBe(isDate));

  it('is what SheetJS says, for formats of the usual parts', () => {
    const parts = [
      '0',
      '#,##0',
      '.00',
      '%',
      '"text"',
      '\\-',
      '/',
      ' ',
      'yyyy',
      'mm',
      'd',
      'h',
      'ss',
      '[Red]',
      '[h]',
      '[$-409]',
      '@',
      '?',
      '(',
      ')',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 8 }), (chosen) => {
        const format = chosen.join('');
        expect(isDateFormat(format)).toBe(SSF.is_date(format));
      }),
      { numRuns: 2000 },
    );
  });

  it('is told fast, whatever the format', () => {
    const start = performance.now();
    for (const part of ['[', '"', '\\', '_', '*', '[h', 'E+', '[$']) isDateFormat(part.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
