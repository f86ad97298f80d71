import { companySchema, type Issue, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyNames as names, messyRow as row, messyRows as rows } from './testing/messy-rows';
import { createValidator } from './validator';

const validator = createValidator(companySchema);
const now = new Date(0);

/** As many as said, or so many. */
const runs = (usual: number) => ({ numRuns: Number(process.env.LAW_RUNS ?? usual) });
/** Many runs take long. */
const PATIENCE = 6 * 3_600_000;

const identity = ({ ticker, field, code, value, message }: Issue) =>
  JSON.stringify([ticker, field, code, value, message]);

describe('laws', { timeout: PATIENCE }, () => {
  it('rows and columns find the same', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const table = rowsToTable(data);
        expect(validator.validate(table, { now })).toEqual(validator.validate(data, { now }));
      }),
      runs(300),
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
      runs(300),
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
      runs(200),
    );
  });

  it('a row is valid by itself if the report says so', () => {
    fc.assert(
      fc.property(row, (values) => {
        expect(validator.isValid(values)).toBe(validator.validate([values]).summary.valid_companies === 1);
        expect(validator.checkRow(values)).toEqual(validator.validate([values]).issues);
      }),
      runs(100),
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
      runs(100),
    );
  });
});
