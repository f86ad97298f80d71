import { companySchema } from '@stock-analyzer/schema';
import { toStandardSchema } from '@stock-analyzer/schema/standard-schema';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { messyRow } from './testing/messy-rows';
import { createValidator } from './validator';

const validator = createValidator(companySchema);
const { validate, version, vendor } = validator['~standard'];

describe('as a Standard Schema', () => {
  it('gives a valid row back, and says what is wrong with another', () => {
    expect([version, vendor]).toEqual([1, 'stock-analyzer']);
    const row = { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 436.61, note: 'mine' };
    const result = validate(row);
    expect(result.issues).toBeUndefined();
    if (!result.issues) {
      expect(result.value).toBe(row);
      expectTypeOf(result.value['ROE (Fwd)']).toEqualTypeOf<number | null | undefined>();
    }
    expect(validate({ Ticker: 'NVDA', 'PER (Nov-25)': 'x' }).issues).toMatchObject([
      { path: ['corpName'], message: 'corpName is required and missing' },
      { path: ['PER (Nov-25)'], message: expect.stringContaining('"x"') },
    ]);
    expect(validate(null).issues).toContainEqual({ path: [], message: 'Row 1 of the data is not an object' });
  });

  it('finds a row valid if isValid does, in the same fields as the schema by itself', () => {
    const plain = toStandardSchema(companySchema)['~standard'].validate;
    fc.assert(
      fc.property(messyRow, (row) => {
        delete row['PER (Nov-25)'];
        const { issues } = validate(row);
        expect(issues === undefined).toBe(validator.isValid(row));
        if (issues === undefined) expect(plain(row).issues).toBeUndefined();
      }),
    );
  });
});
