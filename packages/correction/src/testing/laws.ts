import { isDeepStrictEqual } from 'node:util';
import { type CellValue, cellAt, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { type CorrectionData, columnOf, columnsOf, fieldsOf } from '../data';
import {
  applyPlan,
  type CorrectionPlan,
  type Decision,
  decide,
  decisionFile,
  hashTable,
  parseDecisions,
  planToRows,
  replay,
  rollback,
} from '../index';
import { anyData, anyPlanned } from './arbitrary';

/** Data, a plan for it, a person's word on some of the proposals, and other data. */
export interface LawCase {
  readonly data: CorrectionData;
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  /** Decides an order. */
  readonly order: number;
  readonly other: CorrectionData;
}

const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' } as const;

/** Any data and any plan. */
export const anyCase: fc.Arbitrary<LawCase> = fc
  .record({
    planned: anyPlanned,
    words: fc.array(fc.constantFrom('accept', 'accept', 'refuse', 'none'), { minLength: 32, maxLength: 32 }),
    order: fc.nat(),
    other: anyData,
  })
  .map(({ planned: { data, plan }, words, order, other }) => {
    const decisions = plan.proposals.flatMap(({ id }, index): Decision[] => {
      const decision = words[index % words.length]!;
      return decision === 'none' ? [] : [{ ...yes, proposal: id, decision }];
    });
    return { data, plan, decisions, order, other };
  });

/** A law: it throws where it does not hold. */
export type Law<Case> = (each: Case) => void;

/** What holds for any data and any plan, by what it says. */
export const laws: Readonly<Record<string, Law<LawCase>>> = {
  'apply then roll back is the identity, byte for byte'({ data, plan, decisions }) {
    const applied = applyPlan(data, plan, decisions);
    const back = rollback(applied.data, viaJson(applied.journal));
    same(hashTable(back), hashTable(data));
    same(back, data);
  },

  'rolling back one by one, in any order, ends at the same bytes'({ data, plan, decisions, order }) {
    const { data: corrected, journal } = applyPlan(data, plan, decisions);
    const ids = journal.entries.map(({ id }) => id);
    let current = corrected;
    while (ids.length > 0) {
      const [id] = ids.splice(order % ids.length, 1);
      current = rollback(current, journal, { entries: [id!] });
    }
    same(current, data);
  },

  'applying again changes nothing'({ data, plan, decisions }) {
    const once = applyPlan(data, plan, decisions);
    const twice = applyPlan(once.data, plan, decisions);
    holds(twice.data === once.data);
    same(twice.journal.entries, []);
  },

  'what was approved in part can be completed later'({ data, plan, decisions }) {
    const part = applyPlan(data, plan, decisions);
    const whole = applyPlan(part.data, plan, decide(plan, {}, yes));
    same(hashTable(whole.data), plan.hash_after);
    same(rollback(rollback(whole.data, whole.journal), part.journal), data);
  },

  'a plan for other data is refused'({ plan, other }) {
    if ([plan.hash_before, plan.hash_after].includes(hashTable(other))) return;
    let code = '';
    try {
      const found = applyPlan(other, plan, decide(plan, {}, yes));
      // Data with a part of the plan applied is the plan's own.
      code = hashTable(found.data) === plan.hash_after ? 'WRONG_DATA' : 'applied';
    } catch (error) {
      code = (error as { code: string }).code;
    }
    same(code, 'WRONG_DATA');
  },

  'the preview is what gets applied, no other cell changes, and no row comes or goes'({ data, plan }) {
    const shown = planToRows(plan).filter(({ status }) => status === 'proposed');
    const { data: corrected, journal } = applyPlan(data, plan, decide(plan, {}, yes));
    same(
      journal.entries.map(({ id }) => id),
      shown.map(({ id }) => id),
    );
    const expected = cellsOf(data);
    const names = columnsOf(data).map(({ name }) => name);
    plan.proposals.forEach(({ row, field }, index) => {
      expected[names.indexOf(field)]![row] = shown[index]!.to;
    });
    same(cellsOf(corrected), expected);
    same(fieldsOf(corrected).rowCount, fieldsOf(data).rowCount);
    same(
      columnsOf(corrected).map(({ name }) => name),
      names,
    );
  },

  'columns outside the plan are the same objects'({ data, plan, decisions }) {
    const { data: corrected, journal } = applyPlan(data, plan, decisions);
    const touched = new Set(journal.entries.map(({ field }) => field));
    for (const column of columnsOf(data)) {
      if (!touched.has(column.name)) holds(columnOf(corrected, column.name) === column);
    }
  },

  'plans, decisions and journals survive JSON'({ data, plan, decisions }) {
    same(viaJson(plan), plan);
    const read = parseDecisions(JSON.stringify(decisionFile(plan, decisions)), plan);
    same(read, decisions);
    const { data: corrected, journal } = applyPlan(data, viaJson<CorrectionPlan>(plan), read);
    same(viaJson(journal), journal);
    same(corrected, applyPlan(data, plan, decisions).data);
  },

  'replaying a journal on the same input gives the same output'({ data, plan, decisions }) {
    const { data: corrected, journal } = applyPlan(data, plan, decisions);
    same(replay(data, viaJson(journal)), corrected);
    holds(replay(corrected, journal) === corrected);
  },

  'rows and columns hash alike'({ data }) {
    const table = fieldsOf(data);
    if (table.rowCount > 0) same(hashTable(rowsToTable(tableToRows(table))), hashTable(table));
  },
};

function cellsOf(data: CorrectionData): CellValue[][] {
  return columnsOf(data).map((column) =>
    Array.from({ length: column.validity.length }, (_, row) => cellAt(column, row)),
  );
}

function viaJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Throws unless two values are the same in every bit. */
export function same(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected))
    throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Throws unless it is so. */
export function holds(fact: boolean): void {
  if (!fact) throw new Error('this does not hold');
}
