import { companySchema, extendSchema } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { issuesOf, problemsOf } from '../testing/rows';
import { createValidator } from '../validator';

it('a value is one of the list, spelt alike; another spelling is suggested', () => {
  expect(problemsOf({ exchange: 'NASDAQ', Rating: 'Strong Buy' })).toEqual([]);
  expect(issuesOf([{ Ticker: 'ASML', corpName: 'ASML', exchange: 'Nasdaq' }])).toEqual([
    {
      row: 0,
      ticker: 'ASML',
      field: 'exchange',
      code: 'not_in_list',
      rule: 'list',
      severity: 'error',
      value: 'Nasdaq',
      expected: 'one of NASDAQ, NYSE, KOSPI, KOSDAQ',
      message: 'exchange "Nasdaq" is not one of NASDAQ, NYSE, KOSPI, KOSDAQ',
      suggestion: 'NASDAQ',
    },
  ]);
});

it('a profile that widens the list is heeded', () => {
  const wider = extendSchema(companySchema, {
    version: '1.1.0',
    override: { exchange: { values: ['NASDAQ', 'NYSE', 'KOSPI', 'KOSDAQ', 'Hongkong'] } },
  });
  const row = { Ticker: '0700.HK', corpName: 'Tencent', exchange: 'Hongkong' };
  expect(createValidator(wider).isValid(row)).toBe(true);
  expect(createValidator(companySchema).isValid(row)).toBe(false);
});
