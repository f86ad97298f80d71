import { type Dataset, rowsToTable } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../data';
import {
  addManualCorrections,
  applyPlan,
  type CorrectionPlan,
  type CorrectionRule,
  decide,
  rollback,
} from '../index';
import { buildPlan } from '../propose/build-plan';
import { datasetOf } from '../testing/arbitrary';
import {
  forgetNoted,
  mergeMemories,
  noMemory,
  parseMemory,
  recallDecisions,
  rememberDecisions,
} from './index';

const KIM = { by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'checked' } as const;
const accept = { ...KIM, decision: 'accept' } as const;
const refuse = { ...KIM, decision: 'refuse' } as const;

const weekOf = (asOf: string, roe: number | string | null): Dataset => ({
  ...datasetOf(
    rowsToTable([
      { Ticker: 'NVDA', 'ROE (Fwd)': roe },
      { Ticker: 'PG', 'ROE (Fwd)': 30.9 },
    ]),
  ),
  asOf,
});

/** A plan with one proposal on NVDA's ROE, or none. */
function planOf(data: Dataset, to?: number, rule: CorrectionRule = 'scale'): CorrectionPlan {
  const cell = {
    row: 0,
    field: 'ROE (Fwd)',
    rule,
    confidence: 0.9,
    evidence: [],
    alternatives: [],
    group: null,
  };
  const facts = { createdAt: KIM.at, threshold: 0.6, tickers: ['NVDA', 'PG'], answers: () => null };
  return buildPlan(data, to === undefined ? [] : [{ ...cell, to }], facts);
}

const first = weekOf('2025-10-10', 1550);
const firstPlan = planOf(first, 15.5);
const accepted = rememberDecisions(noMemory, firstPlan, decide(firstPlan, {}, accept));
const refused = rememberDecisions(noMemory, firstPlan, decide(firstPlan, {}, refuse));

describe('a decision of a person', () => {
  it('is honoured next week, by that person, where the source has the same value', () => {
    const data = weekOf('2025-10-17', 1550);
    const { decisions, notes } = recallDecisions(accepted, planOf(data, 15.5), { data });
    expect(decisions).toEqual([
      { ...accept, proposal: firstPlan.proposals[0]!.id, reason: 'as decided on 2025-10-10: checked' },
    ]);
    expect(notes).toEqual([]);
  });

  it('is honoured where the value moved and the deviation is the same factor, a refusal as well', () => {
    const data = weekOf('2025-10-17', 1571);
    for (const memory of [accepted, refused]) {
      const { decisions } = recallDecisions(memory, planOf(data, 15.71), { data });
      expect(decisions.map(({ decision }) => decision)).toEqual([memory.decisions[0]!.decision]);
    }
  });

  it('is not applied to another factor or rule: a person gets a note', () => {
    const data = weekOf('2025-10-17', 155_000);
    for (const plan of [planOf(data, 15.5), planOf(data, 1550, 'text_number')]) {
      const { decisions, notes } = recallDecisions(accepted, plan, { data });
      expect(decisions).toEqual([]);
      expect(notes).toEqual([
        { ticker: 'NVDA', field: 'ROE (Fwd)', was: 1550, now: 155_000, decided: accepted.decisions[0] },
      ]);
      expect(recallDecisions(refused, plan, { data }).notes).toHaveLength(1);
    }
  });

  it('that the source made needless is noted once it is right, a refusal is not', () => {
    const data = weekOf('2025-10-17', 15.6);
    const { notes } = recallDecisions(accepted, planOf(data), { data });
    expect(notes.map(({ was, now }) => [was, now])).toEqual([[1550, 15.6]]);
    expect(recallDecisions(refused, planOf(data), { data }).notes).toEqual([]);
    expect(forgetNoted(accepted, notes)).toEqual(noMemory);
  });

  it('says nothing of a company that is gone', () => {
    const data = { ...datasetOf(rowsToTable([{ Ticker: 'PG', 'ROE (Fwd)': 30.9 }])), asOf: '2025-10-17' };
    expect(recallDecisions(accepted, planOf(data), { data })).toMatchObject({ decisions: [], notes: [] });
  });

  it('expires after 26 weeks, or as said, and never holds for an earlier week', () => {
    const honoured = (asOf: string, memory = accepted) => {
      const data = weekOf(asOf, 1550);
      return recallDecisions(memory, planOf(data, 15.5), { data }).decisions.length === 1;
    };
    expect(['2025-10-03', '2025-10-10', '2026-04-10', '2026-04-17'].map((asOf) => honoured(asOf))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const short = rememberDecisions(noMemory, firstPlan, decide(firstPlan, {}, accept), {
      expiresAfterWeeks: 1,
    });
    expect(['2025-10-17', '2025-10-24'].map((asOf) => honoured(asOf, short))).toEqual([true, false]);
    const later = weekOf('2026-06-05', 1);
    expect(rememberDecisions(accepted, planOf(later), []).decisions).toEqual([]);
  });

  it('is replaced by a later one on the same thing, whichever is learned first', () => {
    const later = rememberDecisions(
      noMemory,
      firstPlan,
      decide(firstPlan, {}, { ...refuse, at: '2025-10-11T09:00:00Z' }),
    );
    for (const merged of [mergeMemories(accepted, later), mergeMemories(later, accepted)])
      expect(merged).toEqual(later);
  });

  it('is not renewed by being recalled', () => {
    const data = weekOf('2025-10-17', 1571);
    const plan = planOf(data, 15.71);
    const { decisions } = recallDecisions(accepted, plan, { data });
    expect(rememberDecisions(accepted, plan, decisions)).toEqual(accepted);
  });

  it('of a policy is not remembered', () => {
    const decisions = decide(firstPlan, {}, { ...accept, by: 'policy:bold' });
    expect(rememberDecisions(noMemory, firstPlan, decisions)).toEqual(noMemory);
  });
});

describe('both halves of a group', () => {
  const facts = { createdAt: KIM.at, threshold: 0.6, tickers: ['NVDA'], answers: () => null };
  const pairOf = (low: number, high: number) => {
    const data = datasetOf(rowsToTable([{ Ticker: 'NVDA', low, high }]));
    const cell = { row: 0, rule: 'swapped_range', confidence: 0.9, evidence: [], alternatives: [] } as const;
    const findings = [
      { ...cell, field: 'low', to: high, group: 'swap:0' },
      { ...cell, field: 'high', to: low, group: 'swap:0' },
    ];
    return { data, plan: buildPlan(data, findings, facts) };
  };
  const { data, plan } = pairOf(180, 120);
  const memory = rememberDecisions(noMemory, plan, decide(plan, { groups: ['swap:0'] }, accept));

  it('are recalled together, or not at all', () => {
    expect(memory.decisions).toHaveLength(2);
    expect(recallDecisions(memory, plan, { data }).decisions).toHaveLength(2);
    const half = { ...memory, decisions: memory.decisions.slice(1) };
    expect(recallDecisions(half, plan, { data }).decisions).toEqual([]);
  });
});

describe('a whole column', () => {
  const planOfColumn = (data: Dataset, factor: number) =>
    buildPlan(
      data,
      [0, 1].map((row) => ({
        row,
        field: 'ROE (Fwd)',
        to: Number(cellOf(data, row, 'ROE (Fwd)')) * factor,
        rule: 'column_scale' as CorrectionRule,
        confidence: 0.9,
        evidence: [],
        alternatives: [],
        group: 'column:ROE (Fwd)',
      })),
      { createdAt: KIM.at, threshold: 0.6, tickers: ['NVDA', 'PG'], answers: () => null },
    );
  const data = weekOf('2025-10-10', 0.155);
  const plan = planOfColumn(data, 100);
  const memory = rememberDecisions(noMemory, plan, decide(plan, {}, accept));

  it('is one decision, honoured for all of its cells while the factor is the same', () => {
    expect(memory.decisions).toMatchObject([{ ticker: null, field: 'ROE (Fwd)', rule: 'column_scale' }]);
    const next = weekOf('2025-10-17', 0.16);
    expect(recallDecisions(memory, planOfColumn(next, 100), { data: next })).toMatchObject({
      decisions: [{ by: 'Kim' }, { by: 'Kim' }],
      notes: [],
    });
    expect(recallDecisions(memory, planOfColumn(next, 0.01), { data: next })).toMatchObject({
      decisions: [],
      notes: [{ ticker: null, field: 'ROE (Fwd)', now: null }],
    });
  });
});

describe('a value set by hand', () => {
  const byHand = { ...KIM, ticker: 'NVDA', field: 'ROE (Fwd)', to: 16 };

  it('takes the place of what is proposed for the cell, and is undone like any other', () => {
    const { plan, decisions } = addManualCorrections(first, firstPlan, [byHand]);
    expect(plan.proposals).toMatchObject([
      { rule: 'manual', from: 1550, to: 16, alternatives: [{ to: 15.5, confidence: 0.9 }] },
    ]);
    const { data, journal } = applyPlan(first, plan, decisions);
    expect(data.marks.at(-1)).toMatchObject({ ticker: 'NVDA', was: 1550, rule: 'manual', approvedBy: 'Kim' });
    expect(rollback(data, journal)).toStrictEqual(first);
  });

  it('flags the other half of a group that it breaks', () => {
    const data = datasetOf(rowsToTable([{ Ticker: 'NVDA', low: 180, high: 120 }]));
    const cell = { row: 0, rule: 'swapped_range', confidence: 0.9, evidence: [], alternatives: [] } as const;
    const swap = buildPlan(
      data,
      [
        { ...cell, field: 'low', to: 120, group: 'swap:0' },
        { ...cell, field: 'high', to: 180, group: 'swap:0' },
      ],
      { createdAt: KIM.at, threshold: 0.6, tickers: ['NVDA'], answers: () => null },
    );
    const { plan } = addManualCorrections(data, swap, [{ ...byHand, field: 'low', to: 110 }]);
    expect(plan.proposals.map(({ field, to }) => [field, to])).toEqual([['low', 110]]);
    expect(plan.flagged.map(({ field, to }) => [field, to])).toEqual([['high', 180]]);
  });

  it('is set again while the source keeps that very value, and noted when it has another', () => {
    const { plan, decisions } = addManualCorrections(first, firstPlan, [byHand]);
    const memory = rememberDecisions(noMemory, plan, decisions);
    const same = weekOf('2025-10-17', 1550);
    const recalled = recallDecisions(memory, planOf(same, 15.5), { data: same });
    expect(recalled.plan.proposals).toMatchObject([{ rule: 'manual', from: 1550, to: 16 }]);
    expect(applyPlan(same, recalled.plan, recalled.decisions).journal.entries).toMatchObject([
      { rule: 'manual', to: 16, by: 'Kim', at: KIM.at },
    ]);
    const moved = weekOf('2025-10-17', 1571);
    const open = recallDecisions(memory, planOf(moved, 15.71), { data: moved });
    expect(open).toMatchObject({ decisions: [], notes: [{ was: 1550, now: 1571 }] });
  });

  it('once refused is not set again', () => {
    const { plan } = addManualCorrections(first, firstPlan, [byHand]);
    const memory = rememberDecisions(noMemory, plan, decide(plan, {}, refuse));
    const data = weekOf('2025-10-17', 1550);
    const recalled = recallDecisions(memory, planOf(data), { data });
    expect(recalled.plan.proposals).toEqual([]);
  });

  it.each([
    ['a company that is not there', 'UNKNOWN_CELL', { ticker: 'IBM' }],
    ['a company that is there twice', 'UNKNOWN_CELL', { ticker: 'TWIN' }],
    ['a field that is not there', 'UNKNOWN_CELL', { field: 'PER' }],
    ['no value', 'INVALID_OPTION', { to: Number.NaN }],
    ['an endless value', 'INVALID_OPTION', { to: Number.POSITIVE_INFINITY }],
    ['a thing', 'INVALID_OPTION', { to: {} as unknown as number }],
    ['the value that it has', 'INVALID_OPTION', { to: 1550 }],
  ])('is refused for %s: %s', (_, code, change) => {
    const twins = [{ Ticker: 'TWIN' }, { Ticker: 'TWIN' }];
    const data = datasetOf(rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 1550 }, ...twins]));
    let found = 'none';
    try {
      addManualCorrections(data, planOf(data), [{ ...byHand, ...change }]);
    } catch (error) {
      found = (error as { code: string }).code;
    }
    expect(found).toBe(code);
  });
});

describe('a memory as a file', () => {
  it('comes back as it was', () => {
    expect(parseMemory(JSON.stringify(accepted))).toStrictEqual(accepted);
  });

  it.each([
    ['no JSON', ''],
    ['a later version', JSON.stringify({ ...accepted, version: 2 })],
    ['no list', JSON.stringify({ version: 1, decisions: {} })],
    ...Object.entries({
      ticker: 1,
      rule: '',
      from: [],
      to: {},
      decision: 'maybe',
      by: 1,
      at: '2025',
      reason: undefined,
      as_of: '2025-02-30',
      expires: 'never',
    }).map(([name, value]): [string, string] => [
      `a wrong ${name}`,
      JSON.stringify({ version: 1, decisions: [{ ...accepted.decisions[0], [name]: value }] }),
    ]),
  ])('is refused as INVALID_MEMORY with %s', (_, text) => {
    let code = 'none';
    try {
      parseMemory(text);
    } catch (error) {
      code = (error as { code: string }).code;
    }
    expect(code).toBe('INVALID_MEMORY');
  });
});
