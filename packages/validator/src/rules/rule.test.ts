import { companySchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { createValidator } from '../validator';
import { builtInRules } from './index';
import { defineRule } from './rule';

const silent = { compile: () => undefined, explain: () => ({ expected: '', message: '' }) };
const always = (name: string, row: number) =>
  defineRule({
    name,
    compile: (field) => (field.name === 'Ticker' ? (_column, report) => report(row) : undefined),
    explain: ({ detail }) => ({ expected: '', message: `${name} ${detail}` }),
  });
const rows = [{ Ticker: 'A', corpName: 'A' }];

describe('a rule', () => {
  it('needs a kebab-case name and its functions', () => {
    expect(() => defineRule({ ...silent, name: 'Not Kebab' })).toThrow('kebab-case');
    expect(() => defineRule({ ...silent, name: 'x', compile: undefined as never })).toThrow('"compile"');
    expect(() => defineRule({ ...silent, name: 'x', explain: undefined as never })).toThrow('"explain"');
  });

  it('has a name of its own', () => {
    expect(() => createValidator(companySchema, { rules: [always('type', 0)] })).toThrow(
      'Two rules are named "type"',
    );
  });

  it('is told by name in its issues, as custom_rule', () => {
    const { issues } = createValidator(companySchema, { rules: [always('mine', 0)] }).validate(rows);
    expect(issues[0]).toMatchObject({
      rule: 'mine',
      code: 'custom_rule',
      severity: 'error',
      message: 'mine NaN',
    });
  });

  it('that throws or reports a row that is none is named', () => {
    expect(() => createValidator(companySchema, { rules: [always('mine', 7)] }).check(rows)).toThrow(
      expect.objectContaining({ code: 'RULE_FAILED', message: expect.stringContaining('"mine"') }),
    );
  });

  it('may be switched off or weighed otherwise', () => {
    const bad = [{ Ticker: 'a b', corpName: 'A' }];
    const off = createValidator(companySchema, { settings: { pattern: 'off' } });
    expect(off.validate(bad).issues).toEqual([]);
    expect(off.rules.map(({ name }) => name)).not.toContain('pattern');
    const mild = createValidator(companySchema, { settings: { pattern: 'info' } });
    expect(mild.validate(bad).summary).toMatchObject({ valid_companies: 1, errors: 0, infos: 1 });
  });
});

it('the built-in rules have different names, and wait only for earlier ones', () => {
  const names = builtInRules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  builtInRules.forEach((rule, index) => {
    for (const other of rule.unless ?? []) expect(names.indexOf(other)).toBeLessThan(index);
  });
});
