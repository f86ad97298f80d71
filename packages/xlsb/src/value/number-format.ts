/**
 * Formats that a file names by number only ([ECMA-376] 18.8.30), as an English program shows them. Those with a
 * currency, 5 to 8 and 41 to 44, differ by country, so programs write them out.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Numbers 27 to 36 and 50 to 58 are dates and times of East Asian programs, different in each. */
export function builtInFormat(number: number): string {
  const isEastAsianDate = (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
  return BUILT_IN[number] ?? (isEastAsianDate ? 'm/d/yy' : 'General');
}

/**
 * Quoted text, an escaped character, a blank as wide as a character, a fill, a colour, condition or locale. What is
 * not closed reaches to the end: a format of a hundred thousand brackets must not be looked through from each.
 */
const NO_PATTERN = /"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi;

/**
 * Whether numbers in this format are shown as a date, a time or a duration. `[h]:mm` is one; `0.0%` and a colour
 * such as `[Red]` are none.
 *
 * @example
 * ```ts
 * import { isDateFormat } from '@stock-analyzer/xlsb';
 *
 * isDateFormat('yyyy\\-mm\\-dd'); // → true
 * isDateFormat('[Red]#,##0.00 "days"'); // → false
 * ```
 */
export function isDateFormat(format: string): boolean {
  return /[ymdhs]/i.test(format.replace(NO_PATTERN, ''));
}
