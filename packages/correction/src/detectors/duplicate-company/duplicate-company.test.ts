import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf } from '../../testing/companies';

const rows = companyRows(24);

describe('a company in two rows', () => {
  it('is flagged at the later row, which names the other and what differs', () => {
    const plan = planOf([...rows, { ...rows[4]!, 'ROE (Fwd)': 12.3 }]);
    expect(linesOf(plan, 'duplicate_company')).toEqual([[24, 'Ticker', null, 'flagged']]);
    const { evidence } = plan.flagged.find(({ rule }) => rule === 'duplicate_company')!;
    expect(evidence[0]).toMatchObject({ kind: 'duplicate', subject: 'ROE (Fwd)', numbers: { row: 4 } });
    expect(evidence[0]!.text).toContain('not ROE (Fwd)');
  });

  it('is found under another ticker if name, exchange and numbers are the same', () => {
    const plan = planOf([...rows, { ...rows[4]!, Ticker: '9999.HK' }]);
    expect(linesOf(plan, 'duplicate_company')).toEqual([[24, 'Ticker', null, 'flagged']]);
  });

  it('is none where two classes of shares differ in their price', () => {
    const other = { ...rows[0]!, Ticker: 'ZZZ', '52W High': 99, '52W Low': 12, 'PER (Oct-25)': 9.9 };
    expect(linesOf(planOf([...rows, other]), 'duplicate_company')).toEqual([]);
  });

  it('is none where last week had both', () => {
    const both = [...rows, { ...rows[4]!, Ticker: '9999.HK' }];
    expect(linesOf(planOf(both, both), 'duplicate_company')).toEqual([]);
  });
});
