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

type Edits = ReadonlyMap<string, (value: number) => CellValue>;

/** The week with some cells changed, its rows in some order. */
function changed(edits: Edits, row = -1, order?: number[]): Dataset {
  return changedIn(edits, (at) => at === row, order);
}

/** The week with whole columns changed. */
const everywhere = (edits: Edits): Dataset => changedIn(edits, () => true);

function changedIn(edits: Edits, isChanged: (row: number) => boolean, order?: number[]): Dataset {
  const rows = order ?? Array.from({ length: week.fields.rowCount }, (_, at) => at);
  const edit = (table: Dataset['fields']) =>
    columnTable(
      rows.length,
      table.columns.map((column) =>
        columnOf(
          column.name,
          rows.map((at): CellValue => {
            const value = cellAt(column, at);
            const by = isChanged(at) ? edits.get(column.name) : undefined;
            return by && value !== null ? by(value as number) : value;
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

describe('with one earlier week', () => {
  it('a value stays that lacks the wrong sign of the week before', () => {
    const row = companyWith(['Beta (5Y)']);
    const before = changed(new Map([['Beta (5Y)', (value: number) => -value]]), row);
    expect(proposalsOf(week, [before])).toEqual([]);
  });
});

describe('without an earlier week', () => {
  const alone = (edits: Edits, row: number) => {
    const { proposals, flagged } = proposeCorrections(changed(edits, row), [], {});
    return {
      proposed: proposals.flatMap((each) => (each.row === row ? [[each.field, each.to]] : [])),
      shown: [...proposals, ...flagged].flatMap((each) => (each.row === row ? [each.field] : [])),
    };
  };

  it.each([
    ['ROA (Fwd)', (value: number) => -value, 'ROIC (Fwd)'],
    ['EPS Consensus (3M ago)', (value: number) => value * 100, 'EPS Change (3M)'],
    ['Expected Price (10Y)', (value: number) => -value, 'PER (Avg)'],
    ['Avg Volume (3M)', (value: number) => value * 1000, 'Beta (5Y)'],
  ])('%s is told by what goes with it', (field, spoil, lost) => {
    const row = companyWith([field, lost]);
    const edits = new Map<string, (value: number) => CellValue>([
      [field, spoil],
      [lost, () => null],
    ]);
    expect(alone(edits, row).shown).toContain(field);
  });

  it('a misspelt exchange hides no broken formula of its row', () => {
    const row = companyWith(['Divergence (3M)', 'EPS Change (3M)', 'Return (3M)']);
    const edits: Edits = new Map<string, (value: number) => CellValue>([
      ['exchange', () => 'Tokio'],
      ['Divergence (3M)', (value) => -value],
    ]);
    expect(alone(edits, row).proposed).toEqual(
      expect.arrayContaining([
        ['exchange', 'Tokyo'],
        ['Divergence (3M)', valueAt([row, 'Divergence (3M)'])],
      ]),
    );
  });

  it('a percentage in basis points is shown also where two more errors agree with it', () => {
    const row = companyWith(['ROE (Fwd)', 'PER (Oct-25)', 'PBR (Oct-25)', 'PER (Fwd)', 'PBR (Fwd)']);
    const edits = new Map([
      ['ROE (Fwd)', () => 1650],
      ['PBR (Oct-25)', () => 16.5 * valueAt([row, 'PER (Oct-25)'])],
      ['PBR (Fwd)', () => 16.5 * valueAt([row, 'PER (Fwd)'])],
    ]);
    expect(alone(edits, row).shown).toContain('ROE (Fwd)');
  });

  it('nobody looks at a value that is far from what goes with it by and large, and is read in no other way', () => {
    const row = companyWith(['ROE (Fwd)', 'PER (Oct-25)', 'PBR (Oct-25)', 'PER (Fwd)', 'PBR (Fwd)']);
    const edits = new Map([['ROE (Fwd)', (value: number) => 2.5 * value]]);
    expect(alone(edits, row).shown).not.toContain('ROE (Fwd)');
  });

  it('of the units that a column may be in, the one that explains most is taken', () => {
    const edits = new Map([['Price', (value: number) => value * 1000]]);
    const { proposals } = proposeCorrections(everywhere(edits), [], {});
    const prices = proposals.filter(({ field, rule }) => field === 'Price' && rule === 'column_scale');
    expect(prices.length).toBeGreaterThan(350);
    for (const { row, to } of prices) expect(to).toBeCloseTo(valueAt([row, 'Price']), 6);
  });
});
