import type { Row } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorrectionPlan } from '../../model/plan';
import { companyRows, linesOf, planOf, weekSchema } from '../../testing/companies';

const rows = companyRows(120);
const lastWeek = companyRows(120, 1);
const names = weekSchema.fields.filter(({ category }) => category !== 'native').map(({ name }) => name);

/** From a field on, every value one column to the right (1) or to the left (-1); the gap is empty. */
function shifted(row: Row, from: number, by: 1 | -1): Row {
  const moved = { ...row };
  for (let at = from; at < names.length; at++) {
    const isGap = by === 1 ? at === from : at === names.length - 1;
    moved[names[at]!] = isGap ? null : row[names[at - by]!]!;
  }
  return moved;
}

const withRow = (at: number, row: Row) => rows.map((each, index) => (index === at ? row : each));

/** A row with all that a plan proposes for it. */
function mended(row: Row, { proposals }: CorrectionPlan, at: number): Row {
  const changes = proposals.flatMap((each) => (each.row === at ? [[each.field, each.to] as const] : []));
  return { ...row, ...Object.fromEntries(changes) };
}

describe('a row whose cells stand beside their columns', () => {
  it('is put back as one group; what fell off the end is flagged', () => {
    const from = names.indexOf('Payout Ratio (Fwd)');
    const spoiled = shifted(rows[7]!, from, 1);
    const plan = planOf(withRow(7, spoiled), lastWeek);
    expect(mended(spoiled, plan, 7)).toEqual({ ...rows[7], 'EPS (Fwd)': spoiled['EPS (Fwd)'] });
    expect(new Set(plan.proposals.map(({ group }) => group))).toEqual(new Set(['shift:7']));
    expect(plan.flagged.map(({ row, field, to }) => [row, field, to])).toEqual([[7, 'EPS (Fwd)', null]]);
  });

  it('is put back wherever the shift begins, with last week, and no true cell is touched', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: names.length - 8 }),
        fc.constantFrom(1, -1),
        fc.nat(rows.length - 1),
        (from, by, at) => {
          const spoiled = shifted(rows[at]!, from, by as 1 | -1);
          const plan = planOf(withRow(at, spoiled), lastWeek);
          const lost = by === 1 ? names.at(-1)! : names[from]!;
          expect(mended(spoiled, plan, at)).toEqual({ ...rows[at], [lost]: spoiled[lost] });
          expect(plan.proposals.every(({ row }) => row === at)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is seen by its looks where there is no last week', () => {
    const spoiled = shifted(rows[7]!, 2, 1);
    const plan = planOf(withRow(7, spoiled));
    expect(linesOf(plan, 'shifted_columns').length).toBeGreaterThan(20);
    expect(plan.proposals.every(({ row, rule }) => row === 7 && rule === 'shifted_columns')).toBe(true);
  });
});

describe('whole columns', () => {
  const swap = (one: string, other: string) =>
    rows.map((row) => ({ ...row, [one]: row[other]!, [other]: row[one]! }));

  it('that changed places are put back, never without a person', () => {
    const plan = planOf(swap('PER (Oct-25)', 'PBR (Oct-25)'), lastWeek);
    expect(plan.flagged).toEqual([]);
    expect(plan.proposals).toHaveLength(240);
    for (const { row, field, to, confidence } of plan.proposals) {
      expect(to).toBe(rows[row]![field]);
      expect(confidence).toBeLessThanOrEqual(0.99);
    }
  });

  it('are told by the formulas between them where there is no last week', () => {
    const plan = planOf(swap('(USD mn)', 'Revenue (Fwd)'));
    expect(plan.proposals.length).toBeGreaterThan(200);
    for (const { row, field, to } of plan.proposals) expect(to).toBe(rows[row]![field]);
  });

  it('that moved on by one leave the last one lost', () => {
    const moved = rows.map((row) => ({
      ...row,
      'ROA (Fwd)': null,
      'ROIC (Fwd)': row['ROA (Fwd)']!,
      'Gross Margin (Fwd)': row['ROIC (Fwd)']!,
    }));
    const plan = planOf(moved, lastWeek);
    for (const { row, field, to } of plan.proposals) expect(to).toBe(rows[row]![field]);
    expect(new Set(plan.proposals.map(({ field }) => field))).toEqual(new Set(['ROA (Fwd)', 'ROIC (Fwd)']));
    expect(new Set(plan.flagged.map(({ field }) => field))).toEqual(new Set(['Gross Margin (Fwd)']));
  });
});

describe('true weeks', () => {
  it('have nothing beside its column', () => {
    for (const earlier of [undefined, lastWeek]) {
      const plan = planOf(rows, earlier);
      expect([plan.proposals, plan.flagged]).toEqual([[], []]);
    }
  });
});
