import { companySchema, extendSchema, rowsToTable, type Schema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { proposeCorrections } from '../../index';
import { weekSchema } from '../../testing/companies';

function spell(field: string, text: string, schema: Schema = companySchema, ticker = 'TEST') {
  const table = rowsToTable([{ Ticker: ticker, corpName: 'Test', [field]: text }]);
  return proposeCorrections(table, [], { schema }).proposals[0]?.to;
}

describe('spellings of listed values', () => {
  it.each([
    ['exchange', 'Nasdaq', 'NASDAQ'],
    ['exchange', ' nyse ', 'NYSE'],
    ['exchange', 'ＫＯＳＰＩ', 'KOSPI'],
    ['Rating', 'strong  buy', 'Strong Buy'],
    ['Rating', 'StrongBuy', 'Strong Buy'],
    ['Rating', 'strong-buy', 'Strong Buy'],
  ])('%s: %s', (field, text, value) => {
    expect(spell(field, text)).toBe(value);
  });

  it.each([
    ['exchange', 'Hongkong'],
    ['exchange', 'NASDAQ'],
    ['Rating', 'Buy!'],
    ['exchange', '__proto__'],
    ['corpName', 'johnson & johnson'],
  ])('%s: %s is left alone', (field, text) => {
    expect(spell(field, text)).toBeUndefined();
  });

  it('leaves a text alone that fits two values of the list', () => {
    const schema = extendSchema(companySchema, {
      version: '2.0.0',
      override: { exchange: { values: ['NASDAQ', 'Nasdaq'] } },
    });
    expect(spell('exchange', 'nasdaq', schema)).toBeUndefined();
    expect(spell('exchange', 'Nasdaq', schema)).toBeUndefined();
  });

  it.each([
    ['exchange', 'Hong Kong', 'Hongkong', '0700.HK'],
    ['exchange', 'HKEX', 'Hongkong', '0700.HK'],
    ['exchange', 'New York', 'NYSE'],
    ['exchange', 'NASDQ', 'NASDAQ'],
    ['exchange', 'Tokoy', 'Tokyo', '7203.T'],
    ['exchange', 'Shanghia', 'Shanghai', '600519.SS'],
    ['exchange', 'NoSDAQ', 'NASDAQ'],
    ['exchange', 'NoSDAQ', 'KOSDAQ', '122990.KQ'],
    ['Rating', '매수', 'Buy'],
    ['Rating', 'Strnog Buy', 'Strong Buy'],
    ['Rating', 'Hodl', 'Hold'],
  ])('%s: %s is another name or a letter off', (field, text, value, ticker = 'TEST') => {
    expect(spell(field, text, weekSchema, ticker)).toBe(value);
  });

  it('is checked against the ending of the ticker', () => {
    const table = rowsToTable([
      { Ticker: '005930.KS', exchange: 'KRX' },
      { Ticker: '122990.KQ', exchange: 'KRX' },
    ]);
    const { proposals, flagged } = proposeCorrections(table, [], { schema: weekSchema });
    expect(proposals.map(({ row, to }) => [row, to])).toEqual([[0, 'KOSPI']]);
    expect(flagged.map(({ row, to }) => [row, to])).toEqual([[1, 'KOSPI']]);
  });
});
