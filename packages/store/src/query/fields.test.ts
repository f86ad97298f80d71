import { companySchema, defineSchema } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { fieldCatalogue } from './fields';

const native = defineSchema({ id: 'native', version: '1.0.0', fields: [] });
const { typeOf } = fieldCatalogue(companySchema, native, ['Fiscal month']);

it.each([
  ['tikcer', 'Did you mean "Ticker"?'],
  ['industyr', 'Did you mean "industry"?'],
  ['ROE', 'Did you mean "ROE (Fwd)"?'],
  ['fiscalmonth', 'Did you mean "Fiscal month"?'],
  ['Gross Margn', /^Did you mean "Gross Margin \(Fwd\)"/],
  ['sector', /^Use a display name/],
  ['Q', /^Use a display name/],
  ['', /^Use a display name/],
])('of the unknown field "%s" the near misses are told', (name, advice) => {
  expect(() => typeOf(name)).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_FIELD',
      place: { field: name },
      advice: typeof advice === 'string' ? advice : expect.stringMatching(advice),
    }),
  );
});
