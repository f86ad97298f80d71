import { companySchema, extendSchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { companies } from './testing/rows';
import { createValidator } from './validator';

/** The canonical schema with the exchanges that real workbooks spell. */
const schema = extendSchema(companySchema, {
  version: '1.1.0',
  override: {
    exchange: { values: ['NASDAQ', 'NYSE', 'Hongkong', 'Shanghai', 'Shenzhen', 'Tokyo', 'KOSPI', 'KOSDAQ'] },
  },
});
const { validate } = createValidator(schema);
const codes = (values: object) =>
  validate([...companies(100), { Ticker: 'X', corpName: 'X', ...values }])
    .issues.filter(({ ticker }) => ticker === 'X')
    .map(({ code }) => code);

describe('values of real workbooks', () => {
  it.each([
    { 'ROE (Fwd)': 436.61 },
    { 'ROE (Fwd)': -273.79 },
    { 'Operating Margin (Fwd)': -36538 },
    { 'PBR (Oct-25)': -108.17 },
    { 'PER (Oct-25)': -100 },
    { 'EPS (Fwd)': 31883.68 },
    { 'EPS (Fwd)': -52137.08 },
    { '52W High': 750583.17 },
  ])('a true extreme only asks for a look: %j', (values) => {
    expect(codes(values)).toEqual(['out_of_plausible_range']);
  });

  it.each([
    { 'ROE (Fwd)': 181.76 },
    { 'ROE (Fwd)': 79.43 },
    { 'Return (Y)': 238.5 },
    { 'PER (Oct-25)': 537 },
    { '(USD mn)': 4559166 },
    { '(USD mn)': 0 },
    { '(USD mn)': 3e-5 },
    { exchange: 'Hongkong', industry: '상사,자본재' },
    { corpName: 'Johnson & Johnson' },
    { corpName: 'McDonald`s' },
    { corpName: 'Kweichow Moutai Co., Ltd.' },
  ])('is no issue: %j', (values) => {
    expect(codes(values)).toEqual([]);
  });

  it.each([
    [{ Ticker: '기업정보' }, 'pattern_mismatch'],
    [{ Ticker: 1398 }, 'wrong_type'],
    [{ exchange: '0' }, 'not_in_list'],
    [{ exchange: 0 }, 'wrong_type'],
    [{ 'PBR (Oct-25)': '#N/A PBR (Fwd)' }, 'wrong_type'],
    [{ 'PER (Oct-25)': '0x2a' }, 'wrong_type'],
    [{ 'ROE (Fwd)': '0.155' }, 'wrong_type'],
  ])('is wrong: %j', (values, code) => {
    const { issues } = validate([{ Ticker: 'X', corpName: 'X', ...values }]);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
  });
});
