import { type CellValue, type Issue, tableToRows } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../testing/rows';
import { changed, earlier, trueWeek, validator, withRows } from '../testing/weeks';

const count = trueWeek.fields.rowCount;
const fields = [...trueWeek.fields.columns, ...trueWeek.native.columns].map(({ name }) => name);

const spoil = fc.record({
  field: fc.constantFrom(...fields),
  row: fc.nat(count - 1),
  value: fc.oneof(
    fc.double({ noDefaultInfinity: false }),
    fc.constantFrom<CellValue>(null, 0, -0, 1e308, -1e300, 45_933, '', 'x', 'ROE (Fwd)', true, Number.NaN),
    fc.string({ unit: 'binary', maxLength: 6 }),
  ),
  whole: fc.integer({ min: 0, max: 9 }).map((at) => at === 0),
});

const spoils = fc.array(spoil, { maxLength: 6 });
type Spoil = typeof spoil extends fc.Arbitrary<infer T> ? T : never;
const spoilt = (changes: readonly Spoil[]) =>
  changes.reduce(
    (week, { field, row, value, whole }) =>
      changed(week, field, (old, at) => (whole || at === row ? value : old)),
    trueWeek,
  );
const weeks = fc.constantFrom(0, 1, 2, 3);

/** The rows in an order that the seed tells. */
function shuffled(seed: number): number[] {
  const random = randomOf(seed);
  const rows = Array.from({ length: count }, (_, row) => ({ row, at: random() }));
  return rows.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

describe('laws of the rules of a week', () => {
  it('data never throws, and counts equal a recount', () => {
    fc.assert(
      fc.property(spoils, weeks, (changes, many) => {
        const { issues, by_code, summary } = validator.validate(spoilt(changes), {
          earlier: earlier.slice(3 - many),
        });
        for (const code of new Set(issues.map((issue) => issue.code))) {
          expect(by_code[code]).toBe(issues.filter((issue) => issue.code === code).length);
        }
        expect(summary.errors).toBe(issues.filter(({ severity }) => severity === 'error').length);
        for (const figure of issues.flatMap(({ evidence }) => Object.values(evidence ?? {}))) {
          expect(typeof figure === 'string' || Number.isFinite(figure)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('the order of rows does not matter, up to row numbers', () => {
    const told = (issues: readonly Issue[]) =>
      issues
        .filter(({ code }) => code !== 'duplicate_ticker')
        .map(({ row, message, evidence, ...rest }) => {
          const { other_row, ...figures } = evidence ?? {};
          return JSON.stringify([row === null, rest, figures]);
        })
        .sort();
    fc.assert(
      fc.property(spoils, fc.nat(), (changes, seed) => {
        const week = spoilt(changes);
        const rows = shuffled(seed);
        const there = validator.validate(week, { earlier });
        const here = validator.validate(withRows(week, rows), { earlier });
        expect(told(here.issues)).toEqual(told(there.issues));
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it('rows and columns find the same', () => {
    const now = new Date(0);
    fc.assert(
      fc.property(spoils, (changes) => {
        const week = spoilt(changes);
        const options = { now, earlier, asOf: week.asOf };
        const table = validator.validate(week.fields, options);
        const rows = validator.validate(tableToRows(week.fields), options);
        expect(rows).toEqual(table);
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});

describe('true weeks are calm', () => {
  it.each([0, 1, 3])('with %i earlier weeks: at most one error or warning in 500 values', (many) => {
    const { fields: reports, issues } = validator.validate(trueWeek, { earlier: earlier.slice(3 - many) });
    const values = reports.reduce((sum, report) => sum + report.values, 0);
    const loud = issues.filter(
      ({ severity, code }) => severity !== 'info' && code !== 'out_of_plausible_range',
    );
    expect(loud.length).toBeLessThanOrEqual(values / 500);
    expect(loud.map(({ code }) => code)).not.toContain('column_unit');
  });
});
