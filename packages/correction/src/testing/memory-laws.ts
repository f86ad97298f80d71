import { type CellValue, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { type CorrectionData, cellOf, fieldsOf, tickerAt } from '../data';
import { applyPlan, type CorrectionPlan, type CorrectionRule, type Decision, hashTable } from '../index';
import {
  type DecisionMemory,
  mergeMemories,
  noMemory,
  parseMemory,
  recallDecisions,
  rememberDecisions,
} from '../memory/index';
import { buildPlan } from '../propose/build-plan';
import { datasetOf } from './arbitrary';
import { holds, type Law, same } from './laws';

interface Week {
  readonly data: CorrectionData;
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  readonly asOf: string;
}

/** Decided weeks, and one to recall them for. */
export interface MemoryCase {
  readonly weeks: readonly Week[];
  readonly next: Week;
  /** Decides an order. */
  readonly order: number;
  readonly expiresAfterWeeks: number;
}

const FIELDS = ['x', 'y'];
const cell: fc.Arbitrary<CellValue> = fc.constantFrom(1550, 1571, 15.5, 155_000, -3, 0, null, 'Nasdaq', '');
const ticker = fc.constantFrom('A', 'B', '__proto__', null);
const rule = fc.constantFrom('scale', 'spelling', 'sign', 'column_scale', 'manual');
const dates = ['2025-10-03', '2025-10-10', '2025-10-17', '2025-11-14', '2026-05-01'];

const week: fc.Arbitrary<Week> = fc
  .record({
    rows: fc.array(fc.record({ Ticker: ticker, x: cell, y: cell }), { minLength: 1, maxLength: 4 }),
    changes: fc.array(
      fc.record({
        row: fc.nat(3),
        field: fc.constantFrom(...FIELDS),
        to: cell,
        rule,
        group: fc.constantFrom(null, null, 'a'),
        word: fc.constantFrom('accept', 'refuse', 'none'),
        by: fc.constantFrom('Kim', 'Lee', 'policy:bold'),
        hour: fc.integer({ min: 10, max: 14 }),
      }),
      { maxLength: 5 },
    ),
    asOf: fc.constantFrom(...dates),
  })
  .map(({ rows, changes, asOf }) => {
    const data = { ...datasetOf(rowsToTable(rows)), asOf };
    const cells = new Set<string>();
    const chosen = changes.filter(({ row, field, to }) => {
      const key = `${row} ${field}`;
      const isNew = row < rows.length && !cells.has(key) && !Object.is(cellOf(data, row, field), to);
      cells.add(key);
      return isNew;
    });
    const plan = buildPlan(
      data,
      chosen.map(({ row, field, to, rule: name, group }) => {
        const known = { confidence: 0.9, evidence: [], alternatives: [] };
        return { row, field, to, rule: name as CorrectionRule, group, ...known };
      }),
      {
        createdAt: '2025-10-10T00:00:00Z',
        threshold: 0.6,
        tickers: rows.map((_, row) => tickerAt(data, row)),
        answers: () => null,
      },
    );
    const wordOf = new Map(chosen.map((change) => [`${change.row} ${change.field}`, change]));
    const decisions = plan.proposals.flatMap(({ id, row, field }): Decision[] => {
      const { word, by, hour } = wordOf.get(`${row} ${field}`)!;
      const at = `${asOf}T${hour}:00:00Z`;
      return word === 'none' ? [] : [{ proposal: id, decision: word, by, at, reason: 'seen' }];
    });
    return { data, plan, decisions, asOf };
  });

/** Any weeks with any decisions. */
export const anyMemoryCase: fc.Arbitrary<MemoryCase> = fc.record({
  weeks: fc.array(week, { minLength: 1, maxLength: 3 }),
  next: week,
  order: fc.nat(),
  expiresAfterWeeks: fc.constantFrom(0, 1, 26, Number.POSITIVE_INFINITY),
});

/** What holds for any decisions in any weeks, by what it says. */
export const memoryLaws: Readonly<Record<string, Law<MemoryCase>>> = {
  'the order in which decisions are learned does not matter'({ weeks, order, expiresAfterWeeks }) {
    const each = weeks.map((one) => learned([one], expiresAfterWeeks));
    const merged = (list: readonly DecisionMemory[]) => list.reduce(mergeMemories, noMemory);
    const all = merged(each);
    same(merged(shuffled(each, order)), all);
    same(mergeMemories(all, all), all);
    for (const { decisions, plan, asOf } of weeks) {
      const options = { asOf, expiresAfterWeeks };
      same(
        rememberDecisions(noMemory, plan, shuffled(decisions, order), options),
        rememberDecisions(noMemory, plan, decisions, options),
      );
    }
  },

  'a memory survives JSON, in any order'({ weeks, order, expiresAfterWeeks }) {
    const memory = learned(weeks, expiresAfterWeeks);
    const text = JSON.stringify({ ...memory, decisions: shuffled(memory.decisions, order) });
    same(parseMemory(text), memory);
  },

  'what is recalled does not depend on the order of the memory'(each) {
    const { weeks, next, order, expiresAfterWeeks } = each;
    const memory = learned(weeks, expiresAfterWeeks);
    const other = { ...memory, decisions: shuffled(memory.decisions, order) };
    same(recalled(other, next), recalled(memory, next));
  },

  'nothing is decided beyond what a person decided on the same company, field, rule and deviation'(each) {
    const { weeks, next, expiresAfterWeeks } = each;
    const { plan, decisions } = recalled(learned(weeks, expiresAfterWeeks), next);
    const proposals = new Map(plan.proposals.map((proposal) => [proposal.id, proposal]));
    const made = weeks.flatMap((one) =>
      one.decisions.map((decision) => ({
        ...decision,
        asOf: one.asOf,
        on: one.plan.proposals.find(({ id }) => id === decision.proposal)!,
      })),
    );
    for (const { proposal, decision, by, at } of decisions) {
      const now = proposals.get(proposal)!;
      const before = made.find(
        ({ on, ...then }) =>
          then.decision === decision &&
          then.by === by &&
          then.at === at &&
          then.asOf <= next.asOf &&
          on.field === now.field &&
          on.rule === now.rule &&
          (on.ticker === now.ticker || String(now.rule) === 'column_scale') &&
          isAlike(on, now),
      );
      holds(before !== undefined && !by.startsWith('policy:'));
    }
  },

  'what holds for a week holds for every earlier one since the decision'(each) {
    const { weeks, next, expiresAfterWeeks } = each;
    const memory = learned(weeks, expiresAfterWeeks);
    const idsAt = (asOf: string) =>
      new Set(recalled(memory, { ...next, asOf }).decisions.map(({ proposal, at }) => `${proposal} ${at}`));
    const late = recalled(memory, { ...next, asOf: '2026-05-01' });
    for (const { proposal, at } of late.decisions) {
      const decidedOn = at.slice(0, 10);
      for (const asOf of dates.filter((date) => date >= decidedOn)) {
        // A group may be decided whole only later; alone, nothing is in its way.
        const { group } = late.plan.proposals.find(({ id }) => id === proposal)!;
        holds(group !== null || idsAt(asOf).has(`${proposal} ${at}`));
      }
    }
  },

  'recalling renews nothing'({ weeks, next, expiresAfterWeeks }) {
    const memory = learned(weeks, expiresAfterWeeks);
    const { plan, decisions } = recalled(memory, next);
    const again = rememberDecisions(memory, plan, decisions, { asOf: next.asOf, expiresAfterWeeks });
    for (const decision of again.decisions) holds(memory.decisions.some((known) => isSame(known, decision)));
  },

  'the plan with what was recalled can be applied, and changes nothing but what is accepted'(each) {
    const { weeks, next, expiresAfterWeeks } = each;
    const { plan, decisions } = recalled(learned(weeks, expiresAfterWeeks), next);
    const { data, journal } = applyPlan(next.data, plan, decisions);
    const accepted = new Set(decisions.flatMap((one) => (one.decision === 'accept' ? one.proposal : [])));
    for (const { id, row, field, to } of journal.entries)
      holds(accepted.has(id) && Object.is(cellOf(data, row, field), to));
    const touched = new Set(journal.entries.map(({ row, field }) => `${row} ${field}`));
    for (const field of ['Ticker', ...FIELDS]) {
      for (let row = 0; row < fieldsOf(data).rowCount; row++)
        holds(
          touched.has(`${row} ${field}`) ||
            Object.is(cellOf(data, row, field), cellOf(next.data, row, field)),
        );
    }
    same(plan.hash_before, hashTable(next.data));
  },
};

function learned(weeks: readonly Week[], expiresAfterWeeks: number): DecisionMemory {
  return weeks
    .map(({ plan, decisions, asOf }) =>
      rememberDecisions(noMemory, plan, decisions, { asOf, expiresAfterWeeks }),
    )
    .reduce(mergeMemories, noMemory);
}

function recalled(memory: DecisionMemory, { plan, data, asOf }: Week) {
  return recallDecisions(memory, plan, { data, asOf });
}

/** The same value, or numbers that are off alike to within half an order of magnitude. */
function isAlike(
  one: { readonly from: CellValue; readonly to: CellValue },
  other: { readonly from: CellValue; readonly to: CellValue },
): boolean {
  if (Object.is(one.from, other.from) && Object.is(one.to, other.to)) return true;
  const ratio = Number(one.to) / Number(one.from) / (Number(other.to) / Number(other.from));
  return ratio > 0 && Math.abs(Math.log10(ratio)) <= 0.5;
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shuffled<Item>(items: readonly Item[], order: number): Item[] {
  const left = [...items];
  const result: Item[] = [];
  while (left.length > 0) result.push(...left.splice(order % left.length, 1));
  return result;
}
