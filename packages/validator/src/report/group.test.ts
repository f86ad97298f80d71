import { companySchema } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messyRows } from '../testing/messy-rows';
import { createValidator } from '../validator';
import { type GroupKey, groupIssues } from './group';

const { check } = createValidator(companySchema);
const keys: GroupKey[] = ['code', 'field', 'severity', 'ticker', 'row', 'rule'];

it('groups hold every issue once, by what it says, whether from findings or from their report', () => {
  fc.assert(
    fc.property(messyRows, fc.constantFrom(...keys), (rows, by) => {
      const findings = check(rows);
      const report = findings.toReport();
      const groups = groupIssues(findings, by);
      expect(groupIssues(report, by)).toEqual(groups);
      expect(groups).toMatchObject({ by, total: findings.count(), listed: findings.count(), exact: true });
      expect(groups.groups.flatMap(({ issues }) => issues).toSorted((a, b) => a - b)).toEqual(
        report.issues.map((_, index) => index),
      );
      for (const { key, count, companies, issues } of groups.groups) {
        const members = issues.map((index) => report.issues[index]!);
        expect(members.map((issue) => issue[by] ?? null)).toEqual(issues.map(() => key));
        expect(count).toBe(issues.length);
        expect(companies).toBe(new Set(members.flatMap(({ row }) => row ?? [])).size);
      }
    }),
    { numRuns: 200 },
  );
});

it('a report that lists only some issues still counts all by code, severity and field', () => {
  fc.assert(
    fc.property(messyRows, fc.nat(10), (rows, maxIssues) => {
      const findings = check(rows.map((row) => ({ 'ROE (Fwd)': row['ROE (Fwd)'], Ticker: row.Ticker })));
      const report = findings.toReport({ maxIssues });
      for (const by of ['code', 'severity', 'field'] as const) {
        const counts = (source: typeof report | typeof findings) =>
          new Map(groupIssues(source, by).groups.map(({ key, count }) => [key, count]));
        expect(counts(report)).toEqual(counts(findings));
        expect(groupIssues(report, by).exact).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

it('by anything else it says that it does not know all', () => {
  const report = check([{ Ticker: 'a' }, { Ticker: 'b' }]).toReport({ maxIssues: 1 });
  expect(groupIssues(report, 'ticker')).toEqual({
    by: 'ticker',
    total: 4,
    listed: 1,
    exact: false,
    groups: [{ key: 'a', count: 1, companies: 1, issues: [0] }],
  });
  expect(groupIssues(report, 'code').groups).toMatchObject([
    { key: 'pattern_mismatch', count: 2, companies: null },
    { key: 'missing_required', count: 2, companies: null, issues: [] },
  ]);
});
