import { type DirtyWeek, generateCorpus, type PlantedError, plantErrors } from '@stock-analyzer/fixtures';
import { cellAt, type Dataset } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import type { Change, Method, Verdict } from '../methods/method';
import { Calibration } from './calibration';
import { CleanCount } from './clean';
import { MethodResult } from './run';
import { Tally } from './tally';
import { indexTruth } from './truth';

const weeks = generateCorpus({ seed: 1, companies: 200, weeks: 2 });
const dirty = plantErrors(weeks, { seed: 1, columns: 4 });
const truth = indexTruth(dirty);
const nothing: Verdict = { changes: [], shown: [], plausibleWarnings: 0 };
const never = () => false;

const tallied = (verdict: Verdict) => {
  const tally = new Tally();
  const lists = tally.add(dirty.errors, verdict, truth, never);
  return { tally, ...lists };
};
const change = (row: number, field: string, to: Change['to']): Change => ({
  ...{ row, field, to },
  ...{ automatic: true, confidence: 1, group: null },
});
const perfect: Verdict = {
  ...nothing,
  changes: dirty.errors.flatMap(({ cells }) => cells.map(({ row, field, was }) => change(row, field, was))),
};

describe('the tally', () => {
  it('of a method that says nothing finds nothing and harms nothing', () => {
    const { tally, missed } = tallied(nothing);
    expect(tally.recall()).toBe(0);
    expect(tally.precision()).toBe(1);
    expect(missed.length).toBe(tally.total().leaving);
    expect(tally.total().alone).toBe(dirty.errors.length);
  });

  it('of a method that undoes every error is perfect', () => {
    const { tally, missed, wrong } = tallied(perfect);
    expect([tally.recall(), tally.precision(), tally.falseFlags]).toEqual([1, 1, 0]);
    expect([missed, wrong]).toEqual([[], []]);
  });

  it('counts a wrong value and a harmed cell against the precision', () => {
    const { row, field, was } = dirty.errors.find(({ kind }) => kind === 'times_100')!.cells[0]!;
    const wrong = change(row, field, Number(was) * 2);
    let harmed: Change | undefined;
    for (let at = 0; !harmed; at++) if (!truth.belongs(at, 'Ticker')) harmed = change(at, 'Ticker', 'NONE');
    const { tally, wrong: list } = tallied({ ...perfect, changes: [wrong, harmed] });
    expect(tally.precision()).toBe(0);
    expect(list).toEqual([wrong, harmed]);
    expect([tally.harmed, tally.falseFlags]).toEqual([1, 1]);
  });

  it('takes a value for right to 12 digits, and an error token made to nothing', () => {
    const error = dirty.errors.find(({ kind }) => kind === 'times_100')!.cells[0]!;
    const token = dirty.errors.find(({ kind }) => kind === 'error_token')!.cells[0]!;
    const close = change(error.row, error.field, Number(error.was) * (1 + 1e-13));
    const { tally } = tallied({ ...nothing, changes: [close, change(token.row, token.field, null)] });
    expect(tally.precision()).toBe(1);
  });

  it('finds a column by a flag of the column or by half of its cells, not by a few', () => {
    const column = dirty.errors.find(({ level }) => level === 'column')!;
    const shown = column.cells.map(({ row, field }) => ({ row, field }));
    const found = (verdict: Partial<Verdict>) => {
      const { missed } = tallied({ ...nothing, ...verdict });
      return !missed.includes(column);
    };
    expect(found({ shown: [{ row: null, field: column.cells[0]!.field }] })).toBe(true);
    expect(found({ shown })).toBe(true);
    expect(found({ shown: shown.slice(0, shown.length / 4) })).toBe(false);
  });

  it('finds a header row by any of its cells', () => {
    const header = dirty.errors.find(({ kind }) => kind === 'header_row')!;
    const { missed } = tallied({ ...nothing, shown: [{ row: header.cells[0]!.row, field: 'ROE (Fwd)' }] });
    expect(missed).not.toContain(header);
  });

  it('finds a duplicate by either of the two rows', () => {
    const duplicate = dirty.errors.find(({ kind }) => kind === 'duplicate_company') as PlantedError;
    for (const row of [duplicate.cells[0]!.row, duplicate.original]) {
      const { missed, tally } = tallied({ ...nothing, shown: [{ row, field: null }] });
      expect(missed).not.toContain(duplicate);
      expect(tally.falseFlags).toBe(0);
    }
  });
});

describe('the calibration', () => {
  it('has no error where confidence is the part that is right', () => {
    const calibration = new Calibration();
    for (let i = 0; i < 1000; i++) calibration.add(0.9, i % 10 !== 0, 1);
    expect(calibration.error()).toBeCloseTo(0, 10);
  });

  it('tells how far off confidence is, weighted by proposals', () => {
    const calibration = new Calibration();
    for (let i = 0; i < 300; i++) calibration.add(0.8, i % 2 === 0, 1);
    for (let i = 0; i < 100; i++) calibration.add(1, true, 1);
    expect(calibration.error()).toBeCloseTo(0.75 * 0.3, 10);
    const used = calibration.rows().filter(({ proposals }) => proposals > 0);
    expect(used.map(({ proposals, right }) => [proposals, right])).toEqual([
      [300, 0.5],
      [100, 1],
    ]);
  });
});

it('true weeks are counted by cells with a value; one place is one flag', () => {
  const count = new CleanCount();
  const week = weeks.at(-1)!;
  const cell = { row: 1, field: 'ROE (Fwd)' };
  count.add(week, {
    ...nothing,
    changes: [change(1, 'ROE (Fwd)', 1)],
    shown: [cell, { row: 2, field: null }],
  });
  expect([count.changes, count.flags]).toEqual([1, 2]);
  expect(count.cells).toBe(recount(week));
  expect(count.flagsPer2000()).toBeCloseTo(4000 / count.cells, 10);
});

it('a method runs with the earlier weeks and without', () => {
  const given: number[] = [];
  const method: Method = {
    name: 'silent',
    look(_, earlier) {
      given.push(earlier.length);
      return nothing;
    },
  };
  const result = new MethodResult(method);
  result.addClean({ plan: { seed: '1', companies: 200, weeks: 2, dirt: [] }, weeks, dirty: () => [] });
  result.addDirty('1', dirty as DirtyWeek, truth);
  expect(given).toEqual([1, 0, 1, 0]);
  expect(result.dirty.alone.total().errors).toBe(dirty.errors.length);
});

function recount(week: Dataset): number {
  let count = 0;
  for (const column of [...week.fields.columns, ...week.native.columns]) {
    for (let row = 0; row < week.fields.rowCount; row++) if (cellAt(column, row) !== null) count++;
  }
  return count;
}
