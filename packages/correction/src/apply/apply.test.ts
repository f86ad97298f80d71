import { companySchema, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import {
  applyPlan,
  type CorrectionPlan,
  decide,
  decideByPolicy,
  noPolicy,
  proposeCorrections,
  replay,
  rollback,
} from '../index';
import { buildPlan } from '../propose/build-plan';
import { datasetOf } from '../testing/arbitrary';

const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' } as const;
const table = rowsToTable([
  { Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'Nasdaq', 'ROE (Fwd)': '79.43' },
  { Ticker: 'PG', corpName: 'P&G', exchange: 'nyse', 'ROE (Fwd)': 30.9 },
]);
const createdAt = '2025-10-10T08:00:00Z';
const plan = proposeCorrections(table, [], { schema: companySchema, createdAt });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
}

describe('applying a plan', () => {
  it('leaves undecided and refused proposals alone', () => {
    expect(applyPlan(table, plan, []).data).toBe(table);
    expect(applyPlan(table, plan, decide(plan, {}, { ...yes, decision: 'refuse' })).data).toBe(table);
  });

  it('lets the last of several decisions count', () => {
    const [first] = decide(plan, {}, yes);
    expect(applyPlan(table, plan, [first!, { ...first!, decision: 'refuse' }]).data).toBe(table);
  });

  it('approves in part: by rule, field, company or confidence', () => {
    const count = (selector: Parameters<typeof decide>[1]) => decide(plan, selector, yes).length;
    expect(count({})).toBe(3);
    expect(count({ rules: ['spelling'] })).toBe(2);
    expect(count({ rules: ['spelling'], tickers: ['PG'] })).toBe(1);
    expect(count({ fields: ['ROE (Fwd)'] })).toBe(1);
    expect(count({ minConfidence: plan.proposals[0]!.confidence })).toBeGreaterThan(0);
    expect(count({ minConfidence: 1 })).toBe(0);
    expect(count({ ids: [plan.proposals[0]!.id] })).toBe(1);
  });

  it('applies nothing unasked, unless a policy allows it', () => {
    expect(decideByPolicy(plan)).toEqual([]);
    expect(decideByPolicy(plan, noPolicy)).toEqual([]);
    const decisions = decideByPolicy(plan, { name: 'demo', minConfidence: 0.99, rules: ['spelling'] });
    expect(decisions.map(({ by, at }) => [by, at])).toEqual(Array(2).fill(['policy:demo', createdAt]));
  });

  it('turns a mixed column into numbers, and back', () => {
    const { data, journal } = applyPlan(table, plan, decide(plan, {}, yes));
    expect(data.byName.get('ROE (Fwd)')?.type).toBe('number');
    expect(journal.columns.find(({ field }) => field === 'ROE (Fwd)')).toMatchObject({
      type_before: 'mixed',
    });
    expect(rollback(data, journal)).toStrictEqual(table);
  });

  it('marks the corrected values of a week, and unmarks them', () => {
    const week = datasetOf(table);
    const ofWeek = proposeCorrections(week, []);
    const { data, journal } = applyPlan(week, ofWeek, decide(ofWeek, { tickers: ['PG'] }, yes));
    expect(data.marks.slice(1)).toEqual([
      {
        ticker: 'PG',
        field: 'exchange',
        was: 'nyse',
        rule: 'spelling',
        confidence: ofWeek.proposals.find(({ ticker }) => ticker === 'PG')!.confidence,
        approvedBy: 'Kim',
        approvedAt: yes.at,
      },
    ]);
    expect(rollback(data, journal)).toStrictEqual(week);
  });
});

describe('native fields and tickers', () => {
  const week = datasetOf(
    rowsToTable([
      { Ticker: '1398', corpName: 'ICBC' },
      { Ticker: 'NVDA', corpName: 'NVIDIA' },
    ]),
    rowsToTable([
      { 'ROE+1': 1550, 'PBR+1': 0.5 },
      { 'ROE+1': 80, 'PBR+1': 40 },
    ]),
  );
  const byHand = (row: number, field: string, to: string | number) => ({
    row,
    field,
    to,
    rule: 'scale' as const,
    confidence: 0.9,
    evidence: [],
    alternatives: [],
    group: null,
  });
  const plan = buildPlan(week, [byHand(0, 'ROE+1', 15.5), byHand(0, 'Ticker', '1398.HK')], {
    createdAt,
    threshold: 0.6,
    tickers: ['1398', 'NVDA'],
    answers: () => null,
  });
  const { data, journal } = applyPlan(week, plan, decide(plan, {}, yes));

  it('are corrected and rolled back like the canonical ones', () => {
    expect(tableToRows(data.native)[0]).toEqual({ 'ROE+1': 15.5, 'PBR+1': 0.5 });
    expect(data.native.byName.get('PBR+1')).toBe(week.native.byName.get('PBR+1'));
    expect(rollback(data, journal)).toStrictEqual(week);
    expect(replay(week, journal)).toStrictEqual(data);
  });

  it('an entry names the ticker as it was, a mark the ticker as it is', () => {
    expect(journal.entries.map(({ ticker, field }) => [ticker, field])).toEqual([
      ['1398', 'Ticker'],
      ['1398', 'ROE+1'],
    ]);
    const marks = (of: typeof data) => of.marks.slice(1).map(({ ticker, field }) => [ticker, field]);
    expect(marks(data)).toEqual([
      ['1398.HK', 'Ticker'],
      ['1398.HK', 'ROE+1'],
    ]);
    const [ticker] = journal.entries;
    expect(marks(rollback(data, journal, { entries: [ticker!.id] }))).toEqual([['1398', 'ROE+1']]);
  });
});

describe('what is refused', () => {
  const other = rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'NYSE' }]);
  const decisions = decide(plan, {}, yes);
  const tampered = (change: Partial<CorrectionPlan['proposals'][number]>): CorrectionPlan => ({
    ...plan,
    proposals: plan.proposals.map((proposal, index) => (index === 0 ? { ...proposal, ...change } : proposal)),
  });

  it.each([
    ['other data', 'WRONG_DATA', () => applyPlan(other, plan, decisions)],
    ['a week for a bare table', 'WRONG_DATA', () => applyPlan(datasetOf(table), plan, decisions)],
    ['a decision on nothing', 'UNKNOWN_PROPOSAL', () => applyPlan(table, plan, [{ ...yes, proposal: 'x' }])],
    [
      'another value than promised',
      'INVALID_PLAN',
      () => applyPlan(table, tampered({ to: 'NYSE' }), decisions),
    ],
    ['another value before', 'INVALID_PLAN', () => applyPlan(table, tampered({ from: 'NYSE' }), decisions)],
    ['a row that is not', 'INVALID_PLAN', () => applyPlan(table, tampered({ row: 9 }), decisions)],
    [
      'a cell twice',
      'INVALID_PLAN',
      () => applyPlan(table, tampered({ ...plan.proposals[2]!, id: plan.proposals[0]!.id }), decisions),
    ],
    ['a table without schema', 'INVALID_OPTION', () => proposeCorrections(table, [])],
    [
      'a threshold of 0.2',
      'INVALID_OPTION',
      () => proposeCorrections(table, [], { schema: companySchema, threshold: 0.2 }),
    ],
  ] as const)('%s: %s', (_, code, run) => {
    expect(codeOf(run)).toBe(code);
  });

  it('a journal of other data, an entry that is not, a broken journal', () => {
    const { data, journal } = applyPlan(table, plan, decisions);
    expect(codeOf(() => rollback(other, journal))).toBe('WRONG_DATA');
    expect(codeOf(() => rollback(data, journal, { entries: ['x'] }))).toBe('UNKNOWN_PROPOSAL');
    const columns = journal.columns.map((column) => ({ ...column, type_before: 'boolean' as const }));
    expect(codeOf(() => rollback(data, { ...journal, columns }))).toBe('INVALID_JOURNAL');
  });
});
