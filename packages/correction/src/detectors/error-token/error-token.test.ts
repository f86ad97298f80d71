import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf } from '../../testing/companies';

const rows = companyRows(8);
const spoiled = (field: string, value: string) =>
  linesOf(planOf(rows.map((row, at) => (at === 3 ? { ...row, [field]: value } : row))), 'error_token');

describe('errors that stand as texts', () => {
  it.each([
    '#N/A',
    '#VALUE!',
    '#N/A ROE (Fwd)',
    '0x2a',
    '0xf',
    '0-0x2a0x2a',
    'N/A',
    'nan',
    'NULL',
    '-',
    '–',
    ' ',
    '없음',
  ])('"%s" in a field of numbers is a missing value', (text) => {
    expect(spoiled('ROE (Fwd)', text)).toEqual([[3, 'ROE (Fwd)', null, 'proposed']]);
  });

  it('are errors in fields of texts and dates too', () => {
    expect(spoiled('industry', '#N/A')).toEqual([[3, 'industry', null, 'proposed']]);
    expect(spoiled('Rating', 'n/a')).toEqual([[3, 'Rating', null, 'proposed']]);
    expect(spoiled('Fiscal Year End (FY 0)', '0x2a')).toEqual([
      [3, 'Fiscal Year End (FY 0)', null, 'proposed'],
    ]);
  });

  it('are for a person where a value is required', () => {
    expect(spoiled('corpName', '#N/A')).toEqual([[3, 'corpName', null, 'flagged']]);
  });

  it.each([
    ['corpName', 'Null'],
    ['corpName', 'McDonald`s'],
    ['corpName', '-'],
    ['corpName', 'Nan Ya Plastics'],
    ['industry', 'None'],
    ['Analyst', 'N/A'],
    ['ROE (Fwd)', '12.5'],
  ])('%s: "%s" is none', (field, text) => {
    expect(spoiled(field, text)).toEqual([]);
  });

  it('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('ROE (Fwd)', 'Rating'),
        (text, field) => {
          expect(spoiled(field, text).length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  });
});
