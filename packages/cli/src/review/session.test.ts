import { applyPlan, type CorrectionPlan, proposeCorrections } from '@stock-analyzer/correction';
import { companySchema, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReviewSession } from './session';

const table = rowsToTable([
  { Ticker: 'NVDA', exchange: 'Nasdaq', '52W Low': 90, '52W High': 40 },
  { Ticker: 'PG', exchange: 'nyse', '52W Low': 10, '52W High': 40 },
  { Ticker: 'KO', exchange: 'Nyse', '52W Low': 10, '52W High': 40 },
]);
const plan: CorrectionPlan = proposeCorrections(table, [], { schema: companySchema });
const single = plan.proposals.find(({ group }) => group === null)!;
const policy = {
  proposal: single.id,
  decision: 'accept',
  by: 'policy:bold',
  at: '2025-10-10',
  reason: 'sure',
} as const;
const open = (earlier: ConstructorParameters<typeof ReviewSession>[2] = []) =>
  new ReviewSession({ ...plan, plan }, 'Kim', earlier);

describe('a review', () => {
  it('decides together what can only be applied together', () => {
    const session = open();
    const half = session.lines.find(({ proposal }) => proposal.group !== null)!;
    expect(session.decide([half], 'accept', 'seen')).toBe(2);
    expect(session.decisions.map(({ by, reason }) => [by, reason])).toEqual([
      ['Kim', 'seen'],
      ['Kim', 'seen'],
    ]);
    expect(applyPlan(table, plan, session.decisions).journal.entries.length).toBe(2);
  });

  it('tells what a policy said, and lets it be overruled without counting it as the reviewer’s', () => {
    const session = open([policy]);
    expect(session.statusOf(single.id)).toBe('accepted');
    expect(session.decisions).toEqual([]);
    const line = session.lines.find(({ proposal }) => proposal === single)!;
    session.decide([line], 'refuse', 'no');
    expect(session.statusOf(single.id)).toBe('refused');
    expect(session.decisions).toMatchObject([{ by: 'Kim', decision: 'refuse' }]);
  });

  it('knows what nobody has written down, also after taking back', () => {
    const session = open();
    expect(session.isUnsaved).toBe(false);
    session.decide(session.lines.slice(0, 1), 'accept', 'seen');
    expect(session.isUnsaved).toBe(true);
    session.markSaved();
    expect(session.isUnsaved).toBe(false);
    session.undo();
    expect(session.isUnsaved).toBe(true);
  });

  it('undoes any steps to where it began, and counts every proposal once', () => {
    const step = fc.record({ at: fc.nat(open().lines.length - 1), accept: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const session = open([policy]);
        const seen = [JSON.stringify(session.counts)];
        for (const { at, accept } of steps) {
          session.decide([session.lines[at]!], accept ? 'accept' : 'refuse', 'x');
          const { undecided, accepted, refused } = session.counts;
          expect(undecided + accepted + refused).toBe(plan.proposals.length);
          seen.push(JSON.stringify(session.counts));
        }
        for (const counts of seen.reverse().slice(1)) {
          expect(session.undo()).toBe(true);
          expect(JSON.stringify(session.counts)).toBe(counts);
        }
        expect(session.undo()).toBe(false);
        expect(session.decisions).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
