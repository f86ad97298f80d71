import { describe, expect, it } from 'vitest';
import { companyFields } from './company/fields';
import { companyTexts } from './company/texts';
import type { FieldDefinition } from './field';
import { fieldTexts } from './texts';

const own: FieldDefinition = {
  name: 'Fee (%)',
  key: 'fee',
  column: 'fee_pct',
  category: 'native',
  kind: 'percentage',
  unit: 'percent',
};

describe('the texts of a field', () => {
  it('are there for every canonical field, and for no other', () => {
    expect(Object.keys(companyTexts)).toEqual(companyFields.map(({ column }) => column));
  });

  it('are those of its definition first, with no formula of another', () => {
    const description = { en: 'Return on equity, audited', ko: '감사 자기자본이익률' };
    expect(fieldTexts({ ...own, column: 'roe_fwd', description })).toEqual({ description });
    expect(fieldTexts({ ...own, description, formula: 'a ÷ b' })).toEqual({ description, formula: 'a ÷ b' });
  });

  it('are its name where nothing is said of it, whatever its column is called', () => {
    for (const column of ['fee_pct', 'constructor', '__proto__']) {
      expect(fieldTexts({ ...own, column })).toEqual({ description: { en: own.name, ko: own.name } });
    }
  });
});
