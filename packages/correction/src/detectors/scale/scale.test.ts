import { companySchema, type Row, rowsToTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../calibration/calibrate';
import { type ProposeOptions, proposeCorrections } from '../../index';

const schema = companySchema;

/** A made-up industry of ordinary companies: ROE 8 to 27, PER 12 to 31, PBR to match. */
const peers: Row[] = Array.from({ length: 20 }, (_, index) => {
  const roe = 8 + index;
  const per = 12 + ((index * 7) % 20);
  return {
    Ticker: `P${index}`,
    corpName: `Peer ${index}`,
    industry: '반도체',
    'ROE (Fwd)': roe,
    'PER (Oct-25)': per,
    'PBR (Oct-25)': (roe * per) / 100,
    'Operating Margin (Fwd)': 5 + index,
    'Gross Margin (Fwd)': 30 + index,
    'Dividend Yield (Fwd)': 0.5 + index / 8,
    'Return (Y)': -20 + index * 5,
    '(USD mn)': 1000 * 1.6 ** index,
  };
});

function planFor(row: Row, lastWeek?: Row, options: ProposeOptions = {}) {
  const company = { Ticker: 'TEST', corpName: 'Test', industry: '반도체', ...row };
  const previous = lastWeek && rowsToTable([...peers, { ...company, ...lastWeek }]);
  const plan = proposeCorrections(rowsToTable([...peers, company]), [], {
    schema,
    ...options,
    ...(previous && { earlier: [previous] }),
  });
  return {
    proposed: plan.proposals.map(({ field, to }) => [field, to]),
    plan,
    confidence: plan.proposals[0]?.confidence ?? 0,
  };
}

describe('a percentage in basis points', () => {
  it('is proposed on the word of its industry and its range', () => {
    expect(planFor({ 'ROE (Fwd)': 1550 }).proposed).toEqual([['ROE (Fwd)', 15.5]]);
    expect(planFor({ 'Dividend Yield (Fwd)': 525 }).proposed).toEqual([['Dividend Yield (Fwd)', 5.25]]);
  });

  it('is surer with a formula of its row, and surest with last week', () => {
    const alone = planFor({ 'ROE (Fwd)': 1550 }).confidence;
    const row = { 'ROE (Fwd)': 1550, 'PER (Oct-25)': 20, 'PBR (Oct-25)': 3 };
    const withFormula = planFor(row).confidence;
    const withHistory = planFor(row, { 'ROE (Fwd)': 15.3 }).confidence;
    expect(withFormula).toBeGreaterThan(alone);
    expect(withHistory).toBeGreaterThan(0.99);
  });

  it('names its evidence in words and numbers, adding up to its confidence', () => {
    const { plan } = planFor({ 'ROE (Fwd)': 1550 }, { 'ROE (Fwd)': 15.3 });
    const [proposal] = plan.proposals;
    expect(proposal!.evidence.map(({ kind }) => kind)).toEqual(['prior', 'bounds', 'history']);
    expect(proposal!.evidence[2]).toMatchObject({
      text: 'Last week it was 15.3',
      numbers: { previous: 15.3 },
    });
    const sum = proposal!.evidence.reduce((total, { log_odds }) => total + log_odds, 0);
    expect(proposal!.confidence).toBeCloseTo(calibrate('scale', sum), 2);
    expect(proposal!.alternatives[0]?.to).toBe(1550);
  });
});

describe('other slips of the decimal point', () => {
  it('finds a fraction where percent belongs', () => {
    expect(planFor({ 'ROE (Fwd)': 0.155, 'PER (Oct-25)': 20, 'PBR (Oct-25)': 3.1 }).proposed).toEqual([
      ['ROE (Fwd)', 15.5],
    ]);
    expect(planFor({ 'ROE (Fwd)': 0.29 }, { 'ROE (Fwd)': 28.4 }).proposed).toEqual([['ROE (Fwd)', 29]]);
  });

  it('finds a factor of 10,000 both ways', () => {
    expect(planFor({ 'ROE (Fwd)': 155000 }, { 'ROE (Fwd)': 15.1 }).proposed).toEqual([['ROE (Fwd)', 15.5]]);
    expect(planFor({ '(USD mn)': 4.559166 }, { '(USD mn)': 45_000 }).proposed).toEqual([
      ['(USD mn)', 45591.66],
    ]);
  });

  it('blames the one wrong field of a formula, not its partners', () => {
    expect(planFor({ 'ROE (Fwd)': 15.5, 'PER (Oct-25)': 20, 'PBR (Oct-25)': 310 }).proposed).toEqual([
      ['PBR (Oct-25)', 3.1],
    ]);
  });

  it('mends several cells of one row', () => {
    const wrong = { 'ROE (Fwd)': 1550, 'Operating Margin (Fwd)': 1230, 'Return (Y)': 12 };
    const right = { 'ROE (Fwd)': 15, 'Operating Margin (Fwd)': 12, 'Return (Y)': 11 };
    expect(planFor(wrong, right).proposed).toEqual([
      ['ROE (Fwd)', 15.5],
      ['Operating Margin (Fwd)', 12.3],
    ]);
  });
});

describe('a lost sign', () => {
  // Every third makes losses and is worth little, and none has negative equity.
  const companies: Row[] = Array.from({ length: 120 }, (_, index) => {
    const isLosing = index % 3 === 0;
    const roe = (isLosing ? -1 : 1) * (5 + ((index * 7) % 20));
    const pbr = (isLosing ? 0.1 : 1) * (1 + ((index * 13) % 30) / 10);
    const multiples = { 'PER (Oct-25)': (100 * pbr) / roe, 'PBR (Oct-25)': pbr };
    return { Ticker: `P${index}`, corpName: `Peer ${index}`, 'ROE (Fwd)': roe, ...multiples };
  });

  it('is looked for where both signs are common at that size', () => {
    const company = { 'ROE (Fwd)': 9.82, 'PER (Oct-25)': -2.75, 'PBR (Oct-25)': 0.27 };
    const rows = [...companies, { Ticker: 'TEST', corpName: 'Test', ...company }];
    const { proposals, flagged } = proposeCorrections(rowsToTable(rows), [], { schema });
    expect([...proposals, ...flagged].map(({ ticker, field, to }) => [ticker, field, to])).toEqual([
      ['TEST', 'ROE (Fwd)', -9.82],
    ]);
  });

  it('is flagged and not proposed where no more than a weak formula speaks', () => {
    const rows = companies.map((row, index): Row => {
      const [margin, turnover] = [5 + ((index * 11) % 20), 0.5 + (index % 7) / 5];
      const roic = (index % 10 === 0 ? -1 : 1) * margin * turnover * 1.3 ** ((index % 9) - 4);
      return {
        ...row,
        'Operating Margin (Fwd)': Math.sign(roic) * margin,
        'Asset Turnover (Fwd)': turnover,
        'ROIC (Fwd)': roic,
      };
    });
    rows.push({
      Ticker: 'TEST',
      'ROIC (Fwd)': -21,
      'Operating Margin (Fwd)': 20,
      'Asset Turnover (Fwd)': 1.05,
    });
    const { proposals, flagged } = proposeCorrections(rowsToTable(rows), [], { schema });
    expect(proposals).toEqual([]);
    expect(flagged.map(({ field, to }) => [field, to])).toEqual([['ROIC (Fwd)', 21]]);
  });
});

describe('true extremes', () => {
  const cases: readonly [string, Row][] = [
    ['ROE of 436.61 %, thin equity', { 'ROE (Fwd)': 436.61, 'PER (Oct-25)': 20, 'PBR (Oct-25)': 85 }],
    ['ROE of 436.61 % with nothing else known', { 'ROE (Fwd)': 436.61 }],
    ['ROE of 181.76 %', { 'ROE (Fwd)': 181.76, 'PER (Oct-25)': 34.77, 'PBR (Oct-25)': 59.7 }],
    ['ROE of −273.79 %', { 'ROE (Fwd)': -273.79 }],
    ['ROE near zero', { 'ROE (Fwd)': 0.18, 'PER (Oct-25)': 500, 'PBR (Oct-25)': 0.9 }],
    ['operating margin of −36,538 %', { 'Operating Margin (Fwd)': -36538, 'Gross Margin (Fwd)': 12 }],
    ['PBR of −108.17', { 'PBR (Oct-25)': -108.17 }],
    ['PBR of 65', { 'PBR (Oct-25)': 65.4, 'PER (Oct-25)': 331, 'ROE (Fwd)': 24.7 }],
    ['PER of 537', { 'PER (Oct-25)': 537 }],
    ['return of 1,215 %', { 'Return (Y)': 1215 }],
    ['dividend yield of 0.02 %', { 'Dividend Yield (Fwd)': 0.0213 }],
    ['market cap of 4.6 trillion', { '(USD mn)': 4_559_166 }],
    ['market cap of 30 dollars', { '(USD mn)': 3e-5 }],
  ];

  it.each(cases)('%s is not touched', (_, row) => {
    expect(planFor(row).proposed).toEqual([]);
  });

  it.each(cases)('%s is not even flagged when last week was alike', (_, row) => {
    const { plan } = planFor(row, row);
    expect([plan.proposals, plan.flagged]).toEqual([[], []]);
  });

  it.each([
    ['two companies', 1],
    ['nine companies', 8],
  ])('is flagged, and no other value proposed, where %s are all that is known', (_, others) => {
    const rows = [...peers.slice(0, others), { Ticker: 'ABBV', industry: '건강관리', 'ROE (Fwd)': 436.61 }];
    const plan = proposeCorrections(rowsToTable(rows), [], { schema });
    expect(plan.proposals).toEqual([]);
    expect(plan.flagged.map(({ from, to }) => [from, to])).toEqual([[436.61, 4.3661]]);
  });

  it('is flagged with its evidence where the check asks for a look', () => {
    const table = rowsToTable([
      ...peers,
      { Ticker: 'TEST', corpName: 'Test', industry: '반도체', 'ROE (Fwd)': 436.61 },
    ]);
    const issue = {
      row: 20,
      ticker: 'TEST',
      field: 'ROE (Fwd)',
      code: 'percentage_basis_points',
      rule: 'percentage_basis_points',
      severity: 'warning',
      value: 436.61,
      expected: '',
      message: '',
    } as const;
    const plan = proposeCorrections(table, [issue], { schema });
    expect(plan.proposals).toEqual([]);
    expect(plan.flagged).toHaveLength(1);
    expect(plan.flagged[0]).toMatchObject({
      from: 436.61,
      to: 4.3661,
      answers: { code: issue.code, index: 0 },
    });
    expect(plan.flagged[0]!.evidence.length).toBeGreaterThan(1);
  });

  it.each([
    ['a return that fell to nearly nothing', { 'Return (Y)': -0.079 }, { 'Return (Y)': -11.2 }],
    ['a return that rose from nearly nothing', { 'Return (Y)': 14.3 }, { 'Return (Y)': 0.2 }],
    ['a return of 0.2 % after 20 %', { 'Return (Y)': 0.2 }, { 'Return (Y)': 19.5 }],
  ])('%s is not touched', (_, row, lastWeek) => {
    expect(planFor(row, lastWeek).proposed).toEqual([]);
  });

  it('a value that last week was near is never rescaled', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.8, max: 1.2, noNaN: true }),
        (value, move) => {
          expect(planFor({ 'ROE (Fwd)': value }, { 'ROE (Fwd)': value * move }).proposed).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a whole column in another unit', () => {
  const fractions = peers.map((row) => ({ ...row, 'ROE (Fwd)': (row['ROE (Fwd)'] as number) / 100 }));

  it.each([
    ['last week', [peers]],
    ['its formulas and what the field is like', []],
  ])('is one question, answered by %s', (_, earlier) => {
    const { proposals, flagged } = proposeCorrections(rowsToTable(fractions), [], { schema, earlier });
    expect(proposals.map(({ to }) => to)).toEqual(peers.map((row) => row['ROE (Fwd)']));
    expect(new Set(proposals.map(({ rule, group }) => `${rule} ${group}`))).toEqual(
      new Set(['column_scale column:ROE (Fwd)']),
    );
    expect(flagged).toEqual([]);
  });

  it('leaves a cell alone whose own error undoes that of its column', () => {
    const rows = fractions.map((row, index) => (index === 3 ? { ...row, 'ROE (Fwd)': 11 } : row));
    const { proposals } = proposeCorrections(rowsToTable(rows), [], { schema, earlier: [peers] });
    expect(proposals.length).toBeGreaterThan(rows.length / 2);
    expect(proposals.find(({ row }) => row === 3)).toBeUndefined();
  });
});

describe('a high and a low that changed places', () => {
  const ranges = { '52W Low': 120.5, '52W High': 80.25, Price: 101 };
  const { plan } = planFor(ranges, { '52W Low': 80.25, '52W High': 120.5, Price: 101 });

  it('is one question about both', () => {
    expect(plan.proposals.map(({ rule, field, to }) => [rule, field, to])).toEqual([
      ['swapped_range', '52W Low', 80.25],
      ['swapped_range', '52W High', 120.5],
    ]);
    expect(new Set(plan.proposals.map(({ group }) => group)).size).toBe(1);
  });

  it('stands as it is with one probability, and is read in no other way', () => {
    const [low, high] = plan.proposals.map(({ alternatives }) => alternatives);
    expect(high).toEqual([{ to: 80.25, confidence: expect.any(Number) }]);
    expect(low).toEqual([{ to: 120.5, confidence: high![0]!.confidence }]);
    expect(high![0]!.confidence).toBeCloseTo(1 - plan.proposals[0]!.confidence, 12);
  });
});

describe('a month that rolled on', () => {
  it('is the same field', () => {
    const rows = peers.map(({ 'PBR (Oct-25)': pbr = null, ...row }) => ({ ...row, 'PBR (Nov-25)': pbr }));
    const table = rowsToTable([...rows, { Ticker: 'TEST', industry: '반도체', 'PBR (Nov-25)': 310 }]);
    const previous = rowsToTable([{ Ticker: 'TEST', 'PBR (Oct-25)': 3.05 }]);
    const { proposals } = proposeCorrections(table, [], { schema, earlier: [previous] });
    expect(proposals.map(({ field, to }) => [field, to])).toEqual([['PBR (Nov-25)', 3.1]]);
  });
});
