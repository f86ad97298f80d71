import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { type CompanyRow, companySchema } from './company/schema';
import { toZod } from './zod';

const company = toZod(companySchema);

describe('toZod', () => {
  it('infers the same row as the schema itself', () => {
    type Inferred = z.infer<typeof company>;
    expectTypeOf<Inferred>().toExtend<CompanyRow>();
    expectTypeOf<CompanyRow>().toExtend<Inferred>();
    expectTypeOf<CompanyRow>().toExtend<z.input<typeof company>>();
    expectTypeOf<Inferred['Rating']>().toEqualTypeOf<CompanyRow['Rating']>();
    expectTypeOf<Inferred['Ticker']>().toEqualTypeOf<string>();
  });

  it('is an object like any other: it drops, keeps or refuses unknown keys, and can be picked from', () => {
    const row = { Ticker: 'NVDA', corpName: 'NVIDIA', Price: 182.5 };
    expect(company.parse(row)).toEqual({ Ticker: 'NVDA', corpName: 'NVIDIA' });
    expect(company.loose().parse(row)).toEqual(row);
    expect(company.strict().safeParse(row).success).toBe(false);
    expect(company.pick({ Ticker: true }).parse(row)).toEqual({ Ticker: 'NVDA' });
  });

  it('can be turned into JSON Schema by zod', () => {
    const { properties, required } = z.toJSONSchema(company);
    expect(Object.keys(properties ?? {})).toHaveLength(39);
    expect(required).toEqual(['Ticker', 'corpName']);
  });
});
