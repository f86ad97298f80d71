import type { StandardSchemaV1 } from '@standard-schema/spec';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CompanyRow, companySchema } from './company/schema';
import { toStandardSchema } from './standard-schema';

const company = toStandardSchema(companySchema);
const { validate } = company['~standard'];
const row = { Ticker: 'NVDA', corpName: 'NVIDIA' };

describe('toStandardSchema', () => {
  it('is what Standard Schema asks for', () => {
    expectTypeOf(company).toExtend<StandardSchemaV1<CompanyRow, CompanyRow>>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof company>>().toEqualTypeOf<CompanyRow>();
    expect(company['~standard']).toMatchObject({ version: 1, vendor: 'stock-analyzer' });
  });

  it('gives a valid row back as it is, unknown fields included', () => {
    const wider = { ...row, Price: 182.5 };
    const result = validate(wider);
    expect(result).toEqual({ value: wider });
    expect('value' in result && result.value).toBe(wider);
  });

  it.each([
    [{ Ticker: null }, 'Ticker is required'],
    [{ Ticker: 'nvda' }, 'Ticker must match ^[A-Z0-9.-]+$'],
    [{ corpName: '' }, 'corpName must have at least 1 characters'],
    [{ Rating: 'Great' }, 'Rating must be one of Strong Buy, Buy, Hold, Underperform, Sell'],
    [{ 'ROE (Fwd)': '79.43' }, 'ROE (Fwd) must be a number'],
    [{ 'ROE (Fwd)': Number.NaN }, 'ROE (Fwd) must be a number'],
    [{ 'Avg Volume (3M)': 1.5 }, 'Avg Volume (3M) must be a whole number'],
    [{ '52W Low': -1 }, '52W Low must be at least 0'],
    [{ 'Gross Margin (Fwd)': 100.5 }, 'Gross Margin (Fwd) must be at most 100'],
  ])('says where and what is wrong: %j', (change, message) => {
    expect(validate({ ...row, ...change })).toEqual({
      issues: [{ message, path: [Object.keys(change)[0]] }],
    });
  });

  it('tells all that is wrong at once, in the order of the fields', () => {
    const { issues } = validate({ 'ROE (Fwd)': true, exchange: 'Tokyo' });
    expect(issues?.map(({ path }) => path[0])).toEqual(['Ticker', 'corpName', 'exchange', 'ROE (Fwd)']);
  });

  it('refuses what is no row', () => {
    for (const value of [null, undefined, 'NVDA', 7, [row]]) {
      expect(validate(value)).toEqual({ issues: [{ message: 'A row must be an object', path: [] }] });
    }
  });

  it('takes no value from a prototype', () => {
    expect(validate(Object.create(row)).issues).toHaveLength(2);
  });
});
