import { companySchema, type Issue, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createValidator } from './validator';

const validator = createValidator(companySchema);
const now = new Date(0);

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -3000, max: 3000, noNaN: true }) },
  fc.constantFrom(
    null,
    '',
    ' ',
    0,
    -0,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    'x',
    '12',
    'NYSE',
    'A',
    'B.C',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const names = [
  'Ticker',
  'corpName',
  'exchange',
  'ROE (Fwd)',
  'Dividend Yield (Fwd)',
  'Avg Volume (3M)',
  'PER (Nov-25)',
  'PER (Oct-25)',
  '__proto__',
  'other',
];
const row = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), cell), { selector: ([name]) => name })
  .map((entries) => {
    const made: Record<string, never> = Object.create(null);
    for (const [name, value] of entries) made[name] = value as never;
    return made;
  });
const rows = fc.array(row, { maxLength: 60 });

const identity = ({ ticker, field, code, value, message }: Issue) =>
  JSON.stringify([ticker, field, code, value, message]);

describe('laws', () => {
  it('rows and columns find the same', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const table = rowsToTable(data);
        expect(validator.validate(table, { now })).toEqual(validator.validate(data, { now }));
      }),
      { numRuns: 300 },
    );
  });

  it('counts equal a recount of the issues', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const { summary, by_code, fields, issues, issues_total } = validator.validate(data);
        const having = (test: (issue: Issue) => boolean) => issues.filter(test);
        const companies = (test: (issue: Issue) => boolean) =>
          new Set(having(test).flatMap(({ row }) => row ?? [])).size;
        expect(issues_total).toBe(issues.length);
        for (const code of new Set(issues.map((issue) => issue.code))) {
          expect(by_code[code]).toBe(having((issue) => issue.code === code).length);
        }
        expect(summary.errors).toBe(having(({ severity }) => severity === 'error').length);
        expect(summary.warnings).toBe(having(({ severity }) => severity === 'warning').length);
        expect(summary.infos).toBe(having(({ severity }) => severity === 'info').length);
        expect(summary.valid_companies).toBe(data.length - companies(({ severity }) => severity === 'error'));
        expect(summary.companies_with_format_issues).toBe(
          companies(({ code }) => code === 'percentage_basis_points'),
        );
        for (const { field, errors, warnings } of fields) {
          expect(errors + warnings).toBe(
            having((issue) => issue.field === field && issue.severity !== 'info').length,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the order of rows does not matter', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const findings = (list: readonly object[]) =>
          validator
            .validate(list)
            .issues.filter(
              ({ code }) => !['duplicate_ticker', 'unknown_column', 'ambiguous_column'].includes(code),
            )
            .map(identity)
            .sort();
        const uniform = data.map((values) =>
          Object.fromEntries(names.slice(0, 6).map((name) => [name, values[name] ?? null])),
        );
        expect(findings(uniform.toReversed())).toEqual(findings(uniform));
        expect(validator.validate(uniform.toReversed()).by_code).toEqual(validator.validate(uniform).by_code);
      }),
      { numRuns: 200 },
    );
  });

  it('a row is valid by itself if the report says so', () => {
    fc.assert(
      fc.property(row, (values) => {
        expect(validator.isValid(values)).toBe(validator.validate([values]).summary.valid_companies === 1);
        expect(validator.checkRow(values)).toEqual(validator.validate([values]).issues);
      }),
    );
  });

  it('issues come by row, then by field', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const order = validator.validate(data).issues.map(({ row, field }) => {
          const index = companySchema.fields.findIndex(({ name }) => name === field);
          return (row ?? -1) * 1000 + (index < 0 ? 999 : index);
        });
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });
});
