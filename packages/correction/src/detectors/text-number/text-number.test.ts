import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { proposeCorrections } from '../../index';

function read(field: string, text: string) {
  const table = rowsToTable([{ Ticker: 'TEST', corpName: 'Test', [field]: text }]);
  const plan = proposeCorrections(table, [], { schema: companySchema });
  return { to: plan.proposals[0]?.to, flagged: plan.flagged[0]?.to };
}

describe('numbers that stand as texts', () => {
  it.each([
    ['ROE (Fwd)', '12.3%', 12.3],
    ['ROE (Fwd)', '(5.2)', -5.2],
    ['ROE (Fwd)', '１２．５', 12.5],
    ['(USD mn)', '1,234.5', 1234.5],
    ['52W High', '₩ 89,000', 89000],
    ['52W Low', 'HK$ 673.50', 673.5],
    ['Avg Volume (3M)', ' 1,000,000 ', 1_000_000],
    ['Avg Volume (3M)', '1.2M', 1_200_000],
    ['Avg Volume (3M)', '120만', 1_200_000],
    ['(USD mn)', '1.5bn', 1500],
    ['(USD mn)', '$12M', 12],
    ['(USD mn)', '1\u202f234.5', 1234.5],
    ['(USD mn)', '1 234 567', 1_234_567],
    ['(USD mn)', "1'234.5", 1234.5],
    ['ROE (Fwd)', '1550 bps', 15.5],
    ['ROE (Fwd)', '5.2-', -5.2],
    ['ROE (Fwd)', '−5.2', -5.2],
    ['PER (Oct-25)', '12.5x', 12.5],
    ['PER (Oct-25)', '12.5배', 12.5],
  ])('%s: %s', (field, text, value) => {
    expect(read(field, text).to).toBe(value);
  });

  it.each([
    ['(USD mn)', '12 or 13'],
    ['corpName', '1,234.5'],
  ])('%s: %s is left alone', (field, text) => {
    expect(read(field, text)).toEqual({ to: undefined, flagged: undefined });
  });

  it.each([
    ['PER (Oct-25)', '12.3%', 12.3],
    ['EPS (Fwd)', '₩ 4,695', 4695],
    ['(USD mn)', '3.4조', 3_400_000],
    ['(USD mn)', '1.234,5', 1234.5],
    ['(USD mn)', '1,5', 1.5],
  ])('%s: %s may mean something else, so a person decides', (field, text, value) => {
    expect(read(field, text)).toEqual({ to: undefined, flagged: value });
  });

  it('an impossible number is not proposed', () => {
    expect(read('Dividend Yield (Fwd)', '-3').to).toBeUndefined();
  });
});
