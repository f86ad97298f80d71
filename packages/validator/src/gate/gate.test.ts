import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../validator';
import type { GateFigure } from './figure';
import { evaluateGate } from './gate';

const { validate } = createValidator(companySchema);
const row = (index: number, roe = 15.5) => ({ Ticker: `T${index}`, corpName: 'X', 'ROE (Fwd)': roe });
const rows = (bad: number) => Array.from({ length: 20 }, (_, index) => row(index, index < bad ? 1550 : 15.5));

describe('the gate', () => {
  it('passes good data and tells each number', () => {
    const gate = evaluateGate(validate(rows(0)));
    expect(gate.outcome).toBe('pass');
    expect(
      gate.conditions.map(
        ({ name, actual, comparison, limit }) => `${name} ${actual} ${comparison} ${limit}`,
      ),
    ).toEqual([
      'total_companies 20 >= 1',
      'field_coverage 100 >= 99',
      'format_issue_rate 0 < 5',
      'missing_required_fields 0 <= 0',
    ]);
  });

  it('holds at exactly 5 % of companies with format issues', () => {
    const gate = evaluateGate(validate(rows(1)));
    expect(gate.outcome).toBe('hold');
    expect(gate.conditions[2]).toEqual({
      name: 'format_issue_rate',
      actual: 5,
      limit: 5,
      comparison: '<',
      unit: 'percent',
      outcome: 'hold',
      message: 'format_issue_rate is 5 percent, has to be < 5',
    });
  });

  it('fails without companies, without a mapped field, without a required value', () => {
    expect(evaluateGate(validate([])).outcome).toBe('fail');
    expect(evaluateGate(validate(rows(0), { mapped: ['Ticker', 'ROA (Fwd)'] })).outcome).toBe('fail');
    expect(evaluateGate(validate([...rows(0), { Ticker: 'Z' }])).outcome).toBe('fail');
  });

  it('takes other limits, other outcomes, fewer conditions', () => {
    const report = validate(rows(2));
    expect(evaluateGate(report, { formatIssueRate: 11 }).outcome).toBe('pass');
    expect(evaluateGate(report, { formatIssueRate: { limit: 5, otherwise: 'fail' } }).outcome).toBe('fail');
    expect(evaluateGate(report, { formatIssueRate: null }).outcome).toBe('pass');
  });

  it('takes further conditions; what is not known does not pass', () => {
    const report = validate(rows(0));
    const condition = {
      name: 'as_of',
      comparison: '==',
      limit: '2025-10-10',
      unit: '',
      otherwise: 'hold',
    } as const;
    const outcome = (actual: string | number | null) =>
      evaluateGate(report, { conditions: [{ ...condition, actual }] }).outcome;
    expect(outcome('2025-10-10')).toBe('pass');
    expect(outcome('2025-10-03')).toBe('hold');
    expect(outcome(null)).toBe('hold');
    const units = { ...condition, name: 'column_unit', actual: () => Number.NaN, limit: 0 };
    expect(evaluateGate(report, { conditions: [units] }).outcome).toBe('hold');
  });

  it('refuses what it cannot compare', () => {
    const condition = { name: 'x', actual: 1, unit: '', otherwise: 'hold' } as const;
    for (const bad of [
      { comparison: '<', limit: 'a' },
      { comparison: '<', limit: Number.NaN },
    ] as const) {
      expect(() => evaluateGate(validate([]), { conditions: [{ ...condition, ...bad }] })).toThrow(
        expect.objectContaining({ code: 'INVALID_CRITERIA' }),
      );
    }
  });

  it('takes figures by their path', () => {
    const report = validate([...rows(2), { Ticker: 'Z' }], { now: new Date(0) });
    const actual = (figure: GateFigure) =>
      evaluateGate(report, {
        conditions: [{ name: 'x', figure, comparison: '==', limit: 0, unit: '', otherwise: 'hold' }],
      }).conditions.at(-1)?.actual;
    expect(actual('summary.quality_score')).toBe(report.score.total);
    expect(actual('summary.as_of')).toBeNull();
    expect(actual('by_code.percentage_basis_points')).toBe(2);
    expect(actual('by_code.not_in_list')).toBe(0);
    expect(actual('score.validity')).toBe(report.score.parts[0]?.value);
    expect(actual('score.timeliness')).toBeNull();
    expect(actual('fields.ROE (Fwd).values')).toBe(20);
    expect(actual('issues_total')).toBe(3);
  });

  it.each([
    'summary.quality_scor',
    'summary.constructor',
    'summary',
    'by_code.jmp',
    'by_code.toString',
    'score.beauty',
    'fields.ROE.values',
    'fields.ROE (Fwd).message',
    'fields.values',
    'issues',
    '',
  ])('refuses the path %j', (figure) => {
    const condition = { name: 'x', comparison: '>=', limit: 0, unit: '', otherwise: 'hold' } as const;
    expect(() =>
      evaluateGate(validate([]), { conditions: [{ ...condition, figure: figure as GateFigure }] }),
    ).toThrow(expect.objectContaining({ code: 'INVALID_CRITERIA' }));
  });

  it('speaks Korean', () => {
    expect(evaluateGate(validate([]), { language: 'ko' }).conditions[0]?.message).toBe(
      'total_companies: 0 companies (기준 >= 1)',
    );
  });
});
