import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { planToCsv, planToRows, previewPlan, proposeCorrections } from '../index';
import { fit, textWidth } from './text-table';

function planOf(rows: Record<string, string | number>[]) {
  return proposeCorrections(rowsToTable(rows), [], { schema: companySchema });
}

describe('the preview in a terminal', () => {
  it('shows what would change, how sure that is, and why', () => {
    expect(previewPlan(planOf([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]))).toBe(
      [
        '1 correction proposed',
        'Ticker  Field         From        To   Sure  Rule      Why',
        'NVDA    exchange  "Nasdaq"  "NASDAQ"  1.000  spelling  Is "NASDAQ" but for case, spaces or width; Its ticker is NVDA',
        '',
      ].join('\n'),
    );
  });

  it('speaks Korean, in columns of the right width', () => {
    const [, heads, line] = previewPlan(planOf([{ Ticker: '삼성', exchange: 'Nasdaq' }]), {
      language: 'ko',
    }).split('\n');
    expect(textWidth(heads!.slice(0, heads!.indexOf('필드')))).toBe(
      textWidth(line!.slice(0, line!.indexOf('exchange'))),
    );
  });

  it('lets no text of the data steer the terminal', () => {
    const shown = previewPlan(planOf([{ Ticker: '\u001b[2J\u202eX\ud800', exchange: 'nyse\n' }]));
    expect(shown).not.toContain('\u001b');
    expect(shown).not.toContain('\u202e');
    expect(shown.split('\n')).toHaveLength(4);
  });

  it('has colours only when asked, and counts what it leaves out', () => {
    const plan = planOf(Array.from({ length: 5 }, (_, row) => ({ Ticker: `T${row}`, exchange: 'Nasdaq' })));
    expect(previewPlan(plan)).not.toContain('\u001b');
    const shown = previewPlan(plan, { color: true, limit: 2 });
    expect(shown).toContain('\u001b[32m');
    expect(shown).toContain('… and 3 more');
  });

  it('says so when there is nothing to do', () => {
    expect(previewPlan(planOf([{ Ticker: 'NVDA' }]))).toBe('Nothing to correct.\n');
  });

  it('cuts to a width without cutting characters', () => {
    expect(fit('반도체', 5, 'left')).toBe('반도…');
    expect(fit('😀😀', 1, 'left')).toBe('…');
  });
});

describe('the plan as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '＝1'])('disarms %j', (ticker) => {
    const [, line] = planToCsv(planOf([{ Ticker: ticker, exchange: 'Nasdaq' }])).split('\r\n');
    expect(line).toContain(`'${ticker}`);
  });

  it('quotes what needs it and leaves negative numbers numbers', () => {
    const plan = planOf([{ Ticker: 'A,"B"', 'ROE (Fwd)': '(5.2)' }]);
    expect(planToCsv(plan)).toContain('"A,""B"""');
    expect(planToCsv(plan)).toContain(',-5.2,');
    expect(planToRows(plan)[0]).toMatchObject({ status: 'proposed', from: '(5.2)', to: -5.2 });
  });
});
