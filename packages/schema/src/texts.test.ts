import { describe, expect, it } from 'vitest';
import { companyFields } from './company/fields';
import { companySchema } from './company/schema';
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

  it('are those of its definition first, part by part', () => {
    const description = { en: 'Return on equity, audited', ko: '감사 자기자본이익률' };
    const roe = companySchema.byName.get('ROE (Fwd)')!;
    const { formula } = companyTexts.roe_fwd;
    expect(fieldTexts({ ...roe, description })).toEqual({ description, formula });
    expect(fieldTexts({ ...roe, formula: 'a ÷ b' })).toEqual({ ...companyTexts.roe_fwd, formula: 'a ÷ b' });
  });

  it('are not those of a canonical field where a source calls its own column alike', () => {
    const description = { en: own.name, ko: own.name };
    expect(fieldTexts({ ...own, column: 'roe_fwd' })).toEqual({ description });
  });

  it('are its name where nothing is said of it, whatever its column is called', () => {
    for (const column of ['fee_pct', 'constructor', '__proto__']) {
      expect(fieldTexts({ ...own, category: 'valuation', column })).toEqual({
        description: { en: own.name, ko: own.name },
      });
    }
  });
});
