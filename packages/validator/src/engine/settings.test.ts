import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { defineRule } from '../rules/rule';
import { createValidator } from '../validator';
import type { RuleSetting } from './settings';

const rows = (bad: number, good: number) =>
  Array.from({ length: bad + good }, (_, index) => ({
    Ticker: `T${index}`,
    corpName: `Company ${index}`,
    'ROE (Fwd)': index < bad ? -150 : 12,
  }));
const validate = (settings: Record<string, RuleSetting>, bad: number, good: number) =>
  createValidator(companySchema, { settings }).validate(rows(bad, good));

describe('mostly', () => {
  it('tolerates a share of issues as infos, listed and counted all the same', () => {
    const { summary, by_code, issues } = validate({ 'plausible-range': { mostly: 0.9 } }, 1, 9);
    expect(summary).toMatchObject({ warnings: 0, infos: 1 });
    expect(by_code).toEqual({ out_of_plausible_range: 1 });
    expect(issues[0]).toMatchObject({ rule: 'plausible-range', severity: 'info', value: -150 });
  });

  it('leaves the severity where more do not conform', () => {
    expect(validate({ 'plausible-range': { mostly: 0.9 } }, 2, 9).summary.warnings).toBe(2);
    expect(validate({ 'plausible-range': { mostly: 0.9, severity: 'error' } }, 2, 9).summary.errors).toBe(2);
  });

  it('counts the values of a field, and for missing ones its gaps', () => {
    const settings = { required: { mostly: 0.5 } };
    const validator = createValidator(companySchema, { settings });
    const data = [{ Ticker: 'A' }, { Ticker: 'B', corpName: 'B' }];
    expect(validator.validate(data).summary).toMatchObject({ errors: 0, infos: 1, valid_companies: 2 });
    expect(validator.validate([...data, { Ticker: 'C' }]).summary).toMatchObject({ errors: 2 });
  });
});

describe('settings', () => {
  const tunable = defineRule({
    name: 'tunable',
    tunables: { limit: 3 },
    prepare: ({ table }, { limit }) => ({
      run: (report) => {
        if (table.rowCount > limit!) report(null, null, limit);
      },
      explain: ({ detail }) => ({ expected: '', message: `more than ${detail}` }),
    }),
  });
  const messages = (setting: RuleSetting) =>
    createValidator(companySchema, { rules: [tunable], settings: { tunable: setting } })
      .validate(rows(0, 5))
      .issues.map(({ message, severity, row, ticker, field }) => ({ message, severity, row, ticker, field }));

  it('change a rule by its tunables', () => {
    expect(messages({ severity: 'info', limit: 4 })).toEqual([
      { message: 'more than 4', severity: 'info', row: null, ticker: null, field: null },
    ]);
    expect(messages({ limit: 5 })).toEqual([]);
    expect(messages('off')).toEqual([]);
  });

  it.each([
    [{ limt: 3 }, 'limt'],
    [{ limit: Number.NaN }, 'a number'],
    [{ mostly: 2 }, 'mostly'],
    ['fatal', 'severity'],
    [{ constructor: 1 }, 'constructor'],
  ])('are refused where the rule has no such thing: %j', (setting, word) => {
    expect(() => messages(setting as RuleSetting)).toThrow(
      expect.objectContaining({ code: 'INVALID_RULE', message: expect.stringContaining(word) }),
    );
  });
});

it('a rule that cannot run is listed with the reason', () => {
  const rule = defineRule({ name: 'later', level: 'weeks', prepare: () => 'no_earlier_weeks' as const });
  const { not_run } = createValidator(companySchema, { rules: [rule] }).validate([]);
  expect(not_run).toEqual([{ rule: 'later', reason: 'no_earlier_weeks' }]);
});
