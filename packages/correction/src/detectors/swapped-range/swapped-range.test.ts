import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { applyPlan, decide, proposeCorrections } from '../../index';

const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'swapped' } as const;

function plan(high: number, low: number, lastWeek?: { high: number; low: number }) {
  const row = (top: number, bottom: number) =>
    rowsToTable([{ Ticker: 'TEST', '52W High': top, '52W Low': bottom }]);
  const table = row(high, low);
  const previous = lastWeek ? row(lastWeek.high, lastWeek.low) : null;
  return {
    table,
    plan: proposeCorrections(table, [], { schema: companySchema, earlier: previous ? [previous] : [] }),
  };
}

describe('a 52-week low above its high', () => {
  it('is proposed as one swap of two cells, surer with last week', () => {
    const alone = plan(120, 180).plan;
    expect(alone.proposals.map(({ field, to }) => [field, to])).toEqual([
      ['52W High', 180],
      ['52W Low', 120],
    ]);
    const withHistory = plan(120, 180, { high: 178, low: 120 }).plan;
    expect(withHistory.proposals[0]!.confidence).toBeGreaterThan(alone.proposals[0]!.confidence);
  });

  it('is applied whole or not at all', () => {
    const { table, plan: swap } = plan(120, 180);
    const [first] = swap.proposals;
    const half = [{ ...yes, proposal: first!.id }];
    expect(applyPlan(table, swap, half).data).toBe(table);
    expect(applyPlan(table, swap, decide(swap, { fields: ['52W High'] }, yes)).journal.entries).toHaveLength(
      2,
    );
  });

  it('is left to the scale detector where the decimal point slipped', () => {
    const { proposals } = plan(1.8, 120, { high: 180, low: 119 }).plan;
    expect(proposals.map(({ field, to, rule }) => [field, to, rule])).toEqual([['52W High', 180, 'scale']]);
  });

  it('is nothing where the order is right', () => {
    expect(plan(180, 120).plan.proposals).toEqual([]);
    expect(plan(120, 120).plan.proposals).toEqual([]);
  });
});
