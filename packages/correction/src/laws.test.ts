import { type CellValue, cellAt, rowsToTable, tableToRows } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CorrectionData, columnOf, columnsOf, fieldsOf } from './data';
import {
  applyPlan,
  type CorrectionPlan,
  type Decision,
  decide,
  hashTable,
  planToRows,
  replay,
  rollback,
} from './index';
import { anyData, anyPlanned } from './testing/arbitrary';

const RUNS = { numRuns: Number(process.env.LAW_RUNS ?? 1000) };
/** A million runs take long, and so do a thousand on a busy machine. */
const PATIENCE = 3_600_000;
const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' } as const;

/** Data, plan, and a person's word on each proposal. */
const decided = anyPlanned.chain(({ data, plan }) =>
  fc
    .array(fc.constantFrom('accept', 'refuse', 'none'), {
      minLength: plan.proposals.length,
      maxLength: plan.proposals.length,
    })
    .map((words) => ({
      data,
      plan,
      decisions: plan.proposals.flatMap(({ id }, index): Decision[] => {
        const decision = words[index];
        return decision === 'none' || decision === undefined ? [] : [{ ...yes, proposal: id, decision }];
      }),
    })),
);

function viaJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function cellsOf(data: CorrectionData): CellValue[][] {
  return columnsOf(data).map((column) =>
    Array.from({ length: column.validity.length }, (_, row) => cellAt(column, row)),
  );
}

describe('laws of correction, for any data and any plan', { timeout: PATIENCE }, () => {
  it('apply then roll back is the identity, byte for byte', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        const applied = applyPlan(data, plan, decisions);
        const back = rollback(applied.data, viaJson(applied.journal));
        expect(hashTable(back)).toBe(hashTable(data));
        expect(back).toStrictEqual(data);
      }),
      RUNS,
    );
  });

  it('rolling back one by one, in any order, ends at the same bytes', () => {
    fc.assert(
      fc.property(decided, fc.infiniteStream(fc.nat()), ({ data, plan, decisions }, random) => {
        const { data: corrected, journal } = applyPlan(data, plan, decisions);
        const ids = journal.entries.map(({ id }) => id);
        let current = corrected;
        while (ids.length > 0) {
          const [id] = ids.splice((random.next().value as number) % ids.length, 1);
          current = rollback(current, journal, { entries: [id!] });
        }
        expect(current).toStrictEqual(data);
      }),
      RUNS,
    );
  });

  it('applying again changes nothing', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        const once = applyPlan(data, plan, decisions);
        const twice = applyPlan(once.data, plan, decisions);
        expect(twice.data).toBe(once.data);
        expect(twice.journal.entries).toEqual([]);
      }),
      RUNS,
    );
  });

  it('what was approved in part can be completed later', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        const part = applyPlan(data, plan, decisions);
        const whole = applyPlan(part.data, plan, decide(plan, {}, yes));
        expect(hashTable(whole.data)).toBe(plan.hash_after);
        expect(rollback(rollback(whole.data, whole.journal), part.journal)).toStrictEqual(data);
      }),
      RUNS,
    );
  });

  it('a plan for other data is refused', () => {
    fc.assert(
      fc.property(anyPlanned, anyData, ({ plan }, other) => {
        fc.pre(![plan.hash_before, plan.hash_after].includes(hashTable(other)));
        let code = '';
        try {
          const found = applyPlan(other, plan, decide(plan, {}, yes));
          // Data with a part of the plan applied is the plan's own.
          code = hashTable(found.data) === plan.hash_after ? 'WRONG_DATA' : 'applied';
        } catch (error) {
          code = (error as { code: string }).code;
        }
        expect(code).toBe('WRONG_DATA');
      }),
      RUNS,
    );
  });

  it('the preview is what gets applied, and nothing else changes', () => {
    fc.assert(
      fc.property(anyPlanned, ({ data, plan }) => {
        const shown = planToRows(plan).filter(({ status }) => status === 'proposed');
        const { data: corrected, journal } = applyPlan(data, plan, decide(plan, {}, yes));
        expect(journal.entries.map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
        const expected = cellsOf(data);
        const names = columnsOf(data).map(({ name }) => name);
        plan.proposals.forEach(({ row, field }, index) => {
          expected[names.indexOf(field)]![row] = shown[index]!.to;
        });
        expect(cellsOf(corrected)).toStrictEqual(expected);
        expect(fieldsOf(corrected).rowCount).toBe(fieldsOf(data).rowCount);
        expect(columnsOf(corrected).map(({ name }) => name)).toEqual(names);
      }),
      RUNS,
    );
  });

  it('columns outside the plan are the same objects', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        const { data: corrected, journal } = applyPlan(data, plan, decisions);
        const touched = new Set(journal.entries.map(({ field }) => field));
        for (const column of columnsOf(data)) {
          if (!touched.has(column.name)) expect(columnOf(corrected, column.name)).toBe(column);
        }
      }),
      RUNS,
    );
  });

  it('plans and journals survive JSON', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        expect(viaJson(plan)).toStrictEqual(plan);
        const { data: corrected, journal } = applyPlan(
          data,
          viaJson<CorrectionPlan>(plan),
          viaJson(decisions),
        );
        expect(viaJson(journal)).toStrictEqual(journal);
        expect(corrected).toStrictEqual(applyPlan(data, plan, decisions).data);
      }),
      RUNS,
    );
  });

  it('replaying a journal on the same input gives the same output', () => {
    fc.assert(
      fc.property(decided, ({ data, plan, decisions }) => {
        const { data: corrected, journal } = applyPlan(data, plan, decisions);
        const again = replay(data, viaJson(journal));
        expect(again).toStrictEqual(corrected);
        expect(replay(corrected, journal)).toBe(corrected);
      }),
      RUNS,
    );
  });

  it('rows and columns hash alike', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const table = fieldsOf(data);
        fc.pre(table.rowCount > 0);
        expect(hashTable(rowsToTable(tableToRows(table)))).toBe(hashTable(table));
      }),
      RUNS,
    );
  });
});
