import { companySchema, defineSchema, wholePattern } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesFromJson } from '../../rule-set/index';
import type { JsonRule } from '../../rule-set/json';
import { field } from '../../testing/rows';
import { createValidator } from '../../validator';
import { suggestRules } from './suggest';

const rulesOf = (...weeks: object[][]) => suggestRules(weeks, { schema: companySchema }).rule_set.rules;
const column = (name: string, count: number, value: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => ({ [name]: value(index) }));

/** How many rows break a rule, told naively. */
function breaches(rule: JsonRule, rows: readonly Record<string, unknown>[]): number {
  if (rule.kind === 'relation') throw new Error('No relation is suggested');
  const values = rows.map((row) => row[rule.field] ?? null);
  const present = values.filter((value) => value !== null);
  switch (rule.kind) {
    case 'required':
      return values.length - present.length;
    case 'completeness':
      return (100 * present.length) / values.length < rule.min ? 1 : 0;
    case 'list':
      return present.filter((value) => !rule.values.includes(value as string)).length;
    case 'pattern':
      return present.filter((value) => !wholePattern(rule.pattern).test(value as string)).length;
    case 'integer':
      return present.filter((value) => !Number.isInteger(value)).length;
    case 'range':
      return present.filter(
        (value) => (value as number) < (rule.min ?? -Infinity) || (value as number) > (rule.max ?? Infinity),
      ).length;
  }
}

const cell = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom('NYSE', 'Tokyo'),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.stringMatching(/^[A-Z]{1,3}[.\-/(+ ]\d{2}$/),
);
/** Columns of one kind of cell each, over one to three weeks. */
const weeks = fc
  .array(fc.array(fc.oneof(...[0, 1, 2].map(() => cell)), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((samples) =>
    fc.tuple(
      ...samples.map((sample) => fc.array(fc.constantFrom(...sample), { minLength: 100, maxLength: 150 })),
    ),
  )
  .map((columns) => columns.map((values) => values.map((value) => ({ 'any column': value, Beta: value }))));

describe('suggested rules', () => {
  it('find nothing in the weeks they come from', () => {
    fc.assert(
      fc.property(weeks, (data) => {
        const { rule_set, reasons } = suggestRules(data);
        expect(reasons.map(({ rule }) => rule)).toEqual(rule_set.rules.map(({ name }) => name));
        for (const rule of rule_set.rules) {
          for (const rows of data) expect([rule, breaches(rule, rows)]).toEqual([rule, 0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('can be given to a validator as they are, which then finds nothing in those weeks', () => {
    const schema = defineSchema({
      id: 'any',
      version: '1.0.0',
      fields: [
        field({ name: 'any column', key: 'anyColumn' }),
        field({ name: 'Beta', kind: 'string', key: 'beta' }),
      ],
    });
    fc.assert(
      fc.property(weeks, (data) => {
        const { rule_set } = suggestRules(data, { schema });
        const names = new Set(rule_set.rules.map(({ name }) => name));
        const { validate } = createValidator(schema, rulesFromJson(JSON.parse(JSON.stringify(rule_set))));
        for (const rows of data) {
          const found = validate(rows).issues.filter(({ rule }) => rule !== undefined && names.has(rule));
          expect(found).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give a range some room, and leave an endless tail open', () => {
    expect(rulesOf(column('PER (Nov-25)', 200, (index) => 10 + index / 10))).toContainEqual({
      name: 'per-range',
      field: 'PER (Oct-25)',
      severity: 'warning',
      kind: 'range',
      min: 7.5,
      max: 33,
    });
    const heavy = column('Operating Margin (Fwd)', 200, (index) => (index === 0 ? -36_538 : 10 + index / 10));
    expect(rulesOf(heavy)).toContainEqual(expect.objectContaining({ kind: 'range', max: 33 }));
    expect(rulesOf(heavy).find(({ kind }) => kind === 'range')).not.toHaveProperty('min');
    expect(rulesOf(column('Dividend Yield (Fwd)', 200, (index) => index / 100))).toContainEqual(
      expect.objectContaining({ kind: 'range', min: 0, max: 2.3 }),
    );
  });

  it('ask for what is always there, and for about as much of what is not', () => {
    const week = (share: number) => column('ROE (Fwd)', 200, (index) => (index < 2 * share ? index : null));
    expect(rulesOf(week(100), week(100)).map(({ name }) => name)).toContain('roe-fwd-required');
    const [floor] = rulesOf(week(90), week(86));
    expect(floor).toMatchObject({ name: 'roe-fwd-completeness', min: 78 });
    expect(rulesOf(week(100), [{ Ticker: 'A' }]).map(({ kind }) => kind)).not.toContain('completeness');
  });

  it('take texts that repeat for a list, others of few shapes for a pattern', () => {
    const lists = rulesOf(column('industry', 200, (index) => ['반도체', 'Banks', 'Banks'][index % 3]));
    expect(lists).toContainEqual(expect.objectContaining({ kind: 'list', values: ['Banks', '반도체'] }));
    const codes = rulesOf(column('Code', 200, (index) => `${index}.K(S)`));
    expect(codes).toContainEqual(
      expect.objectContaining({ kind: 'pattern', pattern: '\\p{Nd}+\\.\\p{Lu}+\\(\\p{Lu}+\\)' }),
    );
    const names = rulesOf(
      column('corpName', 200, (index) => 'a '.repeat(index % 20) + 'b.'.repeat(index % 19)),
    );
    expect(names.map(({ kind }) => kind)).toEqual([]);
    const known = rulesOf(column('Rating', 200, (index) => ['Buy', 'Hold'][index % 2]));
    expect(known.map(({ kind }) => kind)).toEqual(['required']);
  });

  it('see counts', () => {
    const kinds = rulesOf(column('Analysts', 200, (index) => index % 30)).map(({ kind }) => kind);
    expect(kinds).toContain('integer');
    expect(rulesOf(column('Avg Volume (3M)', 200, (index) => index)).map(({ kind }) => kind)).not.toContain(
      'integer',
    );
  });

  it('are none where there is little to go by, or nothing at all', () => {
    expect(rulesOf(column('ROE (Fwd)', 99, (index) => index))).toEqual([]);
    expect(suggestRules([])).toMatchObject({ rule_set: { version: 1, rules: [] }, reasons: [] });
  });

  it('have names of their own, whatever the headers', () => {
    const rows = column('현재가', 200, (index) => index).map((row) => ({
      ...row,
      가: 1.5,
      'a b': 1.5,
      'a-b': 1.5,
    }));
    const names = rulesOf(rows).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('as code hold no text that breaks out of its line', () => {
    const hostile = 'x\n*/ process.exit(1) //\u2028`$`';
    const { code, rule_set } = suggestRules([
      column(hostile, 200, (index) => (index % 2 ? 'a\n' : 'b\u2029')),
    ]);
    const lines = code.split(/[\r\n\u2028\u2029]/).filter((line) => line.includes('"kind"'));
    expect(lines.map((line) => JSON.parse(line.trim().replace(/,$/, '')))).toEqual(rule_set.rules);
    for (const line of code.split(/[\r\n\u2028\u2029]/)) {
      expect(line).toMatch(
        /^(import .*|export .*| {2}(version: 1,|rules: \[|\],)| {4}(\/\/ .*|\{.*\},)|\}\);|)$/,
      );
    }
  });
});
