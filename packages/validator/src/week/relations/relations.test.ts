import { companySchema } from '@stock-analyzer/schema';
import { companyRelations } from '@stock-analyzer/schema/relations';
import { describe, expect, it } from 'vitest';
import { changed, news, rowWith, trueWeek, validator } from '../../testing/weeks';
import { createValidator } from '../../validator';
import { relationRules } from './relation-rules';

const times = (factor: number, row: number) => (value: unknown, at: number) =>
  at === row && typeof value === 'number' ? value * factor : (value as number);
const mismatches = (field: string, factor: number, row: number) => {
  const spoilt = changed(trueWeek, field, times(factor, row));
  return validator
    .validate(spoilt)
    .issues.filter((issue) => issue.row === row && issue.code === 'relation_mismatch');
};

describe('a relation that does not hold', () => {
  it('is told at the field that breaks most of its relations', () => {
    const row = rowWith(trueWeek, ['EPS Consensus (1W ago)', 'EPS Change (1W)', 'EPS (Fwd)', 'PER (Fwd)']);
    const found = mismatches('EPS (Fwd)', 100, row);
    expect(new Set(found.map(({ field }) => field))).toEqual(new Set(['EPS (Fwd)']));
    expect(found.length).toBeGreaterThan(2);
    expect(mismatches('EPS Consensus (1W ago)', 100, row).map(({ field, rule }) => [field, rule])).toEqual([
      ['EPS Consensus (1W ago)', 'eps-change-1w'],
    ]);
  });

  it('comes with its formula, both sides, and the rate that was estimated', () => {
    const row = rowWith(trueWeek, ['PER (Fwd)', 'Price', 'EPS (Fwd)'], 3);
    const [found] = news(changed(trueWeek, 'PER (Fwd)', times(10, row)), 'per-from-price');
    expect(found?.evidence).toMatchObject({
      formula: 'PER (Fwd) = Price / EPS (Fwd)',
      constant: expect.any(Number),
      misfit: expect.any(Number),
    });
    expect(found?.message).toContain('PER = price ÷ exchange rate ÷ EPS does not hold');
  });

  it('of a canonical order is an error where it has to hold', () => {
    const { validate } = createValidator(companySchema, { rules: relationRules(companyRelations) });
    const row = { Ticker: 'A', corpName: 'A', '52W High': 10, '52W Low': 20 };
    expect(validate([row]).issues).toMatchObject([
      { rule: 'high-above-low', severity: 'error', field: '52W High', evidence: { left: 10, right: 20 } },
    ]);
    expect(validate([{ ...row, '52W Low': 10 }]).issues).toEqual([]);
  });
});

it('exchange rates are told, estimated from the data', () => {
  const { estimates } = validator.validate(trueWeek);
  const rates = estimates.filter(({ relation }) => relation === 'per-from-price');
  const rate = (group: string) => 1 / rates.find((each) => each.group === group)!.value;
  expect(rate('USD')).toBeCloseTo(1, 2);
  expect(rate('KRW')).toBeGreaterThan(1000);
  expect(rate('KRW')).toBeLessThan(2000);
});

it('relations whose fields are lacking are listed as not run', () => {
  const { validate } = createValidator(companySchema, { rules: relationRules(companyRelations) });
  expect(validate([{ Ticker: 'A' }]).not_run).toHaveLength(companyRelations.length);
});
