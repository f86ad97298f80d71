import type { CellValue, Row } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyRows, linesOf, planOf } from '../../testing/companies';

const rows = companyRows(80);
const lastWeek = companyRows(80, 1);
const rowOf = (ticker: string) => rows.findIndex((row) => row.Ticker === ticker);

function restore(was: string, now: CellValue, change: Row = {}, history?: readonly Row[]) {
  const at = rowOf(was);
  expect(at).toBeGreaterThanOrEqual(0);
  const plan = planOf(
    rows.map((row, index) => (index === at ? { ...row, Ticker: now, ...change } : row)),
    history,
  );
  return linesOf(plan, 'ticker').map(([, , to, status]) => [to, status]);
}

describe('tickers', () => {
  it.each<[string, CellValue]>([
    ['0700.HK', 700],
    ['0700.HK', '700.0'],
    ['0700.HK', '700.HK'],
    ['0700.HK', '00700.HK'],
    ['005930.KS', 5930],
    ['005930.KS', '5930.KS'],
    ['122990.KQ', 122_990],
    ['600519.SS', '600519'],
    ['000001.SZ', 1],
    ['7203.T', 7203],
    ['7203.T', ' 7203.t'],
    ['7203.T', '７２０３．Ｔ'],
    ['NAAA', 'naaa'],
  ])('%s is restored from %s', (was, now) => {
    const isLonger = now === '00700.HK';
    expect(restore(was, now)).toEqual(isLonger ? [] : [[was, 'proposed']]);
  });

  it('are surer where last week the company had the same', () => {
    const spoiled = rows.map((row) => (row.Ticker === '0700.HK' ? { ...row, Ticker: 700 } : row));
    const [alone] = planOf(spoiled).proposals;
    const [known] = planOf(spoiled, lastWeek).proposals;
    expect(known!.confidence).toBeGreaterThan(alone!.confidence);
  });

  it('are flagged where the ending is of another exchange, or another row has the ticker', () => {
    expect(restore('005930.KS', '005930.KQ')).toEqual([[null, 'flagged']]);
    expect(restore('005930.KS', 'NVDA')).toEqual([[null, 'flagged']]);
    expect(restore('0700.HK', 701)).toEqual([['0701.HK', 'flagged']]);
  });

  it('are flagged where nothing tells the exchange', () => {
    expect(restore('0700.HK', 700, { exchange: null })).toEqual([[null, 'flagged']]);
  });

  it('are found on the exchange whatever it is called', () => {
    expect(restore('0700.HK', 700, { exchange: 'hong kong' })).toEqual([['0700.HK', 'proposed']]);
  });

  it('of true companies are left alone', () => {
    expect(linesOf(planOf(rows), 'ticker')).toEqual([]);
    for (const ticker of ['BRK.A', 'BF-B', 'A', 'TRUE']) {
      expect(restore('NAAA', ticker)).toEqual([]);
    }
    expect(restore('7203.T', '285A.T')).toEqual([]);
  });

  it('any that lost its zeros and ending comes back', () => {
    const damaged = rows.filter(({ Ticker }) => /^\d/.test(String(Ticker)));
    fc.assert(
      fc.property(fc.constantFrom(...damaged), fc.boolean(), ({ Ticker }, asText) => {
        const number = Number.parseInt(String(Ticker), 10);
        expect(restore(String(Ticker), asText ? `${number}.0` : number)).toEqual([[Ticker, 'proposed']]);
      }),
      { numRuns: 40 },
    );
  });
});
