import { describe, expect, it } from 'vitest';
import { type SheetInfo, selectSheets } from './selection';

const sheets = ['M_Company', 'T_EPS C', 'T_Growth_C', 'm_company'].map(
  (name, index): SheetInfo => ({
    index,
    name,
    visibility: index === 1 ? 'hidden' : 'visible',
    kind: 'worksheet',
    size: 0,
    packedSize: 0,
  }),
);
const names = (selection: Parameters<typeof selectSheets>[1]) =>
  selectSheets(sheets, selection).map((sheet) => sheet.name);

describe('a selection of sheets', () => {
  it('is by name, pattern, test, or several of them, in the order of the workbook', () => {
    expect(names('T_EPS C')).toEqual(['T_EPS C']);
    expect(names(/^T_/)).toEqual(['T_EPS C', 'T_Growth_C']);
    expect(names((sheet) => sheet.visibility === 'visible')).toEqual([
      'M_Company',
      'T_Growth_C',
      'm_company',
    ]);
    expect(names(['T_Growth_C', /Company/, (sheet) => sheet.index === 0])).toEqual([
      'M_Company',
      'T_Growth_C',
    ]);
    expect(names([])).toEqual([]);
    expect(names(/none/)).toEqual([]);
  });

  it('does not depend on where a pattern stopped', () => expect(names(/C/g)).toEqual(names(/C/)));

  it('by a name that none has is SHEET_NOT_FOUND, and says which are near', () => {
    const error = { code: 'SHEET_NOT_FOUND', place: { sheet: 'T EPS_C' } };
    expect(() => names(['M_Company', 'T EPS_C'])).toThrow(
      expect.objectContaining({ ...error, advice: 'Did you mean "T_EPS C"?' }),
    );
    expect(() => names('nothing like it')).toThrow(
      expect.objectContaining({ advice: 'It has 4 sheets: M_Company, T_EPS C, T_Growth_C, m_company.' }),
    );
  });
});
