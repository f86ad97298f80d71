import { companySchema } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValidatorError } from '../errors';
import { defineRule } from '../rules/rule';
import { createValidator } from '../validator';
import { rulesFromJson, rulesToJson } from './index';
import { patternProblem } from './safe-pattern';

const rules = [
  { name: 'roe-range', kind: 'range', field: 'ROE (Fwd)', min: -50, max: 60 },
  { name: 'yield-possible', kind: 'range', field: 'Dividend Yield (Fwd)', max: 20, severity: 'error' },
  { name: 'exchanges', kind: 'list', field: 'exchange', values: ['Tokyo', 'NYSE'] },
  { name: 'tickers', kind: 'pattern', field: 'Ticker', pattern: '[A-Z]{1,5}' },
  { name: 'has-industry', kind: 'required', field: 'industry', severity: 'warning', mostly: 0.5 },
  { name: 'whole-beta', kind: 'integer', field: 'Beta (5Y)' },
  { name: 'roe-filled', kind: 'completeness', field: 'ROE (Fwd)', min: 80 },
  {
    name: 'cash-flow-multiple',
    kind: 'relation',
    severity: 'info',
    relation: { left: 'priceCashflow', kind: '≈', right: 'per', tolerance: { relative: 0.5, absolute: 0 } },
  },
];
const full = { version: 1, rules, settings: { list: 'off', 'plausible-range': { mostly: 0.99 } } };
const company = { Ticker: 'A', corpName: 'A', industry: 'x' };
const found = (rows: object[]) =>
  createValidator(companySchema, rulesFromJson(full))
    .validate(rows)
    .issues.map(({ rule, code, severity }) => `${rule} ${code} ${severity}`);

describe('a rule set', () => {
  it('comes back as it was saved', () => {
    expect(rulesToJson(rulesFromJson(JSON.parse(JSON.stringify(full))))).toEqual(full);
  });

  it.each([
    [{ 'ROE (Fwd)': 79 }, 'roe-range out_of_plausible_range warning'],
    [{ 'ROE (Fwd)': 1, 'Dividend Yield (Fwd)': 21 }, 'yield-possible out_of_possible_range error'],
    [{ 'ROE (Fwd)': 1, exchange: 'NASDAQ' }, 'exchanges not_in_list error'],
    [{ 'ROE (Fwd)': 1, Ticker: 'ABCDEF' }, 'tickers pattern_mismatch error'],
    [{ 'ROE (Fwd)': 1, 'Beta (5Y)': 1.5 }, 'whole-beta not_integer error'],
    [{ 'ROE (Fwd)': null }, 'roe-filled low_completeness warning'],
    [
      { 'ROE (Fwd)': 1, 'PER (Oct-25)': 20, 'Price/Cash Flow (Oct-25)': 90 },
      'cash-flow-multiple relation_mismatch info',
    ],
  ])('finds what it says: %j', (values, expected) => {
    expect(found([{ ...company, ...values }])).toEqual([expected]);
  });

  it('lets a rule about a field stand in for the built-in one', () => {
    expect(found([{ ...company, 'ROE (Fwd)': 1, Ticker: 'A', exchange: 'Tokyo' }])).toEqual([]);
    const { issues } = createValidator(
      companySchema,
      rulesFromJson({ version: 1, rules: [{ ...rules[0], max: 900 }] }),
    ).validate([{ ...company, 'ROE (Fwd)': 436.61, 'ROA (Fwd)': 300 }]);
    expect(issues.map(({ field }) => field)).toEqual(['ROA (Fwd)']);
  });

  it('says which of its rules had no column to look at', () => {
    const { not_run } = createValidator(companySchema, rulesFromJson(full)).validate([company]);
    expect(not_run.map(({ rule, reason }) => `${rule} ${reason}`)).toContain('exchanges no_column');
  });

  it.each([
    [null, 'content'],
    [{ version: 2, rules: [] }, 'content.version'],
    [{ version: 1 }, 'content.rules'],
    [{ version: 1, rules: [{}] }, 'content.rules[0].kind'],
    [{ version: 1, rules: [{ ...rules[0], kind: 'constructor' }] }, 'content.rules[0].kind'],
    [{ version: 1, rules: [{ ...rules[0], min: '1' }] }, 'content.rules[0].min'],
    [{ version: 1, rules: [{ ...rules[0], note: 1 }] }, 'content.rules[0].note'],
    [{ version: 1, rules: [{ ...rules[0], mostly: 3 }] }, 'content.rules[0].mostly'],
    [{ version: 1, rules: [{ ...rules[0], name: 'No Kebab' }] }, 'content.rules[0]'],
    [{ version: 1, rules: [{ ...rules[2], values: [] }] }, 'content.rules[0].values'],
    [{ version: 1, rules: [{ ...rules[3], pattern: '(a+)+' }] }, 'content.rules[0].pattern'],
    [{ version: 1, rules: [{ ...rules[3], pattern: '(' }] }, 'content.rules[0].pattern'],
    [JSON.parse('{"version":1,"rules":[],"__proto__":{"x":1}}'), 'content.__proto__'],
    [{ version: 1, rules: [], settings: { list: { severity: 'fatal' } } }, 'content.settings.list.severity'],
    [
      {
        version: 1,
        rules: [{ ...rules[7], relation: { left: 'a', kind: '=', right: '1 +', tolerance: {} } }],
      },
      'content.rules[0].relation.tolerance.relative',
    ],
  ])('is refused with the path of what is wrong: %j', (json, path) => {
    expect(() => rulesFromJson(json)).toThrow(
      expect.objectContaining({ code: 'INVALID_RULE', message: expect.stringContaining(`${path} `) }),
    );
  });

  it('never does anything but read or refuse', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...rules), fc.string(), (value, rule, key) => {
        for (const json of [value, { version: 1, rules: [{ ...rule, [key]: value }] }]) {
          try {
            rulesFromJson(json);
          } catch (error) {
            expect(error).toBeInstanceOf(ValidatorError);
          }
        }
      }),
    );
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('of rules that are code cannot be saved', () => {
    const code = defineRule({ name: 'mine', prepare: () => 'no_column' as const });
    expect(() => rulesToJson({ rules: [code] })).toThrow('"mine" is code');
  });
});

describe('patterns', () => {
  it.each(['(a+)+', '(a|aa)*b', '((a?)b*)+', '(a*){2,}', '(\\d+\\.)*x', '(a)\\1', 'a'.repeat(501), '['])(
    'that may run for long, or are none, are refused: %s',
    (pattern) => {
      expect(patternProblem(pattern)).toBeTypeOf('string');
    },
  );

  it.each(['^[A-Z0-9.-]+$', '[A-Z]{1,5}(\\.[A-Z])?', '(NYSE|NASDAQ)', '\\d{6}\\.K[SQ]', '(abc)+', '[(+*]+'])(
    'that are safe are taken: %s',
    (pattern) => {
      expect(patternProblem(pattern)).toBeUndefined();
    },
  );
});
