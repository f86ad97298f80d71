import { companySchema } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { issuesToCsv } from './csv';
import { createValidator } from './validator';

it('writes a line an issue; formulas are disarmed, negative numbers stay numbers', () => {
  const findings = createValidator(companySchema).check([
    { Ticker: '=HYPERLINK("x")', corpName: 'A', 'Dividend Yield (Fwd)': -5 },
    { Ticker: 'B', corpName: 'A,B\r\n"C"', Rating: '@SUM(A1)' },
  ]);
  const csv = issuesToCsv(findings);
  expect(
    csv.startsWith('row,ticker,field,code,rule,severity,value,expected,message,cell,suggestion,evidence\r\n'),
  ).toBe(true);
  expect(csv).toContain(`0,"'=HYPERLINK(""x"")",Ticker,pattern_mismatch,pattern,error,"'=HYPERLINK(""x"")"`);
  expect(csv).toContain('Dividend Yield (Fwd),out_of_possible_range,possible-range,error,-5,');
  expect(csv).toContain(",'@SUM(A1),");
  expect(issuesToCsv([]).split('\r\n')).toHaveLength(2);
  const [issue] = findings;
  const figures = { ...issue!, evidence: { median: -12.5, peers: 412, format: '=x' } };
  expect(issuesToCsv([figures])).toMatch(/,median=-12\.5; peers=412; format==x\r\n$/);
});
