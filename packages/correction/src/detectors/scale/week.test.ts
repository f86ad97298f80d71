import { generateCorpus } from '@stock-analyzer/fixtures';
import { type CellValue, cellAt, columnOf, columnTable, type Dataset } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { decideByPolicy, proposeCorrections, strictPolicy } from '../../index';

const weeks = generateCorpus({ seed: 'unit', companies: 400, weeks: 4 });
const week = weeks.at(-1)!;
const earlier = weeks.slice(0, -1);

type Place = readonly [row: number, field: string];

const valueAt = ([row, field]: Place): number =>
  cellAt((week.fields.byName.get(field) ?? week.native.byName.get(field))!, row) as number;

/** The week with some cells changed, its rows in some order. */
function changed(edits: ReadonlyMap<string, (value: number) => number>, row = -1, order?: number[]): Dataset {
  const rows = order ?? Array.from({ length: week.fields.rowCount }, (_, at) => at);
  const edit = (table: Dataset['fields']) =>
    columnTable(
      rows.length,
      table.columns.map((column) =>
        columnOf(
          column.name,
          rows.map((at): CellValue => {
            const value = cellAt(column, at);
            const by = at === row ? edits.get(column.name) : undefined;
            return by && typeof value === 'number' ? by(value) : value;
          }),
        ),
      ),
    );
  return { ...week, fields: edit(week.fields), native: edit(week.native) };
}

/** A company of Tokyo that has all of some fields, none of them 0. */
function companyWith(fields: readonly string[]): number {
  const currency = week.native.byName.get('Currency')!;
  for (let row = 0; row < week.fields.rowCount; row++) {
    if (cellAt(currency, row) === 'JPY' && fields.every((field) => valueAt([row, field]))) return row;
  }
  throw new Error('no such company');
}

const proposalsOf = (data: Dataset, weeksBefore: readonly Dataset[] = earlier) =>
  proposeCorrections(data, [], { earlier: weeksBefore }).proposals;

describe('numbers of a week', () => {
  it.each([
    ['with', earlier],
    ['without', []],
  ])('are left alone where they are true, %s earlier weeks', (_, before) => {
    const plan = proposeCorrections(week, [], { earlier: before });
    expect(decideByPolicy(plan, strictPolicy)).toEqual([]);
    expect(plan.proposals.length + plan.flagged.length).toBeLessThan(40);
  });

  it('find all amounts of a company in its own currency, as one group', () => {
    const fields = ['(USD mn)', 'Revenue (Fwd)', 'EPS (Fwd)', 'EPS Consensus (1W ago)'];
    const row = companyWith(fields);
    const dollars = [...week.schema.fields, ...week.nativeSchema.fields].filter(({ unit }) =>
      unit.startsWith('usd'),
    );
    const edits = new Map(dollars.map(({ name }) => [name, (value: number) => value * 147.44] as const));
    const found = proposalsOf(changed(edits, row)).filter((each) => each.row === row);
    expect(new Set(found.map(({ rule, group }) => `${rule} ${group}`))).toEqual(
      new Set([`currency currency:${row}`]),
    );
    for (const { field, to } of found) expect(to).toBeCloseTo(valueAt([row, field]), 6);
    expect(found.map(({ field }) => field)).toEqual(expect.arrayContaining(fields));
  });

  it('find a lost sign and a slip in one row, each for itself', () => {
    const row = companyWith(['PER (Fwd)', 'Revenue (Fwd)']);
    const edits = new Map([
      ['PER (Fwd)', (value: number) => value * 100],
      ['Revenue (Fwd)', (value: number) => -value],
    ]);
    const found = proposalsOf(changed(edits, row)).filter((each) => each.row === row);
    expect(found.map(({ field, rule }) => [field, rule])).toEqual([
      ['Revenue (Fwd)', 'sign'],
      ['PER (Fwd)', 'scale'],
    ]);
    for (const { field, to } of found) expect(to).toBeCloseTo(valueAt([row, field]), 6);
  });

  it('take a split for what it is', () => {
    const row = companyWith(['52W High', '52W Low', 'Price', 'Avg Volume (3M)']);
    const edits = new Map([
      ...['52W High', '52W Low', 'Price'].map((field) => [field, (value: number) => value / 100] as const),
      ['Avg Volume (3M)', (value: number) => value * 100] as const,
    ]);
    const plan = proposeCorrections(changed(edits, row), [], { earlier });
    expect(decideByPolicy(plan, strictPolicy)).toEqual([]);
  });

  it('are found in whatever order the rows stand', () => {
    const row = companyWith(['PER (Fwd)', 'ROE (Fwd)']);
    const edits = new Map([['ROE (Fwd)', (value: number) => value * 100]]);
    const order = Array.from({ length: week.fields.rowCount }, (_, at) => at).reverse();
    const told = (data: Dataset) =>
      proposalsOf(data)
        .map(({ ticker, field, to, confidence }) => [ticker, field, to, confidence.toFixed(9)].join(' '))
        .sort();
    expect(told(changed(edits, row, order))).toEqual(told(changed(edits, row)));
  });
});
