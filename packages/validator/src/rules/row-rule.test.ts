import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createValidator } from '../validator';
import { defineRowRule } from './row-rule';

const rule = defineRowRule(companySchema, {
  name: 'quick-above-current',
  severity: 'warning',
  check(row) {
    expectTypeOf(row['Quick Ratio (Fwd)']).toEqualTypeOf<number | null>();
    expectTypeOf(row.corpName).toEqualTypeOf<string | null>();
    expectTypeOf(row.exchange).toEqualTypeOf<'NASDAQ' | 'NYSE' | 'KOSPI' | 'KOSDAQ' | null>();
    const { 'Quick Ratio (Fwd)': quick, 'Current Ratio (Fwd)': current } = row;
    if (quick === null || current === null || quick <= current) return undefined;
    return {
      field: 'Quick Ratio (Fwd)',
      message: { en: `${quick} is above ${current}`, ko: `${quick} > ${current}` },
      suggestion: current,
      evidence: { current },
    };
  },
});
const { validate, checkRow } = createValidator(companySchema, { rules: [rule] });
const company = { Ticker: 'A', corpName: 'A' };

describe('a row rule', () => {
  it('finds a row, at the field that it names, in either language', () => {
    const rows = [
      { ...company, 'Quick Ratio (Fwd)': 1, 'Current Ratio (Fwd)': 2 },
      { ...company, Ticker: 'B', 'Quick Ratio (Fwd)': 3, 'Current Ratio (Fwd)': 2 },
    ];
    expect(validate(rows).issues).toMatchObject([
      {
        row: 1,
        ticker: 'B',
        field: 'Quick Ratio (Fwd)',
        code: 'custom_rule',
        rule: 'quick-above-current',
        value: 3,
        message: '3 is above 2',
        suggestion: 2,
        evidence: { current: 2 },
      },
    ]);
    expect(checkRow(rows[1], 'ko')[0]?.message).toBe('3 > 2');
  });

  it('sees null where there is no value or one of another type', () => {
    const row = { ...company, 'Quick Ratio (Fwd)': '3', 'Current Ratio (Fwd)': 2 };
    expect(validate([row]).issues.map(({ code }) => code)).toEqual(['wrong_type']);
    expect(validate([company]).issues).toEqual([]);
  });

  it('that throws is named', () => {
    const broken = defineRowRule(companySchema, {
      name: 'broken',
      check: () => {
        throw new Error('no');
      },
    });
    expect(() => createValidator(companySchema, { rules: [broken] }).check([company])).toThrow(
      expect.objectContaining({ code: 'RULE_FAILED', message: expect.stringContaining('"broken"') }),
    );
  });
});
