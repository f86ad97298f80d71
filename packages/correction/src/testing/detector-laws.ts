import {
  type CellValue,
  type ColumnTable,
  companySchema,
  type Issue,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';
import fc from 'fast-check';
import { cellOf, fieldsOf } from '../data';
import { applyPlan, type CorrectionPlan, decide, proposeCorrections } from '../index';
import { holds, type Law, same } from './laws';

/** A week of companies, true extremes among them, some of its cells spoiled, and another order of its rows. */
export interface DetectorCase {
  readonly rows: readonly Row[];
  readonly order: readonly number[];
}

const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Math.round(value * 100) / 100);

const company = fc
  .record({
    industry: fc.constantFrom('Semiconductors', 'Banks'),
    exchange: fc.constantFrom('NASDAQ', 'NYSE', 'KOSPI'),
    Rating: fc.constantFrom('Strong Buy', 'Buy', 'Hold', null),
    per: number(4, 60),
    roe: number(2, 450),
    payout: number(5, 90),
    gross: number(30, 80),
    cost: number(5, 25),
    low: number(5, 300),
    width: number(1.1, 3),
    eps: number(-3, 20),
  })
  .map(({ per, roe, payout, gross, cost, low, width, eps, ...rest }): Row => {
    const two = (value: number) => Math.round(value * 100) / 100;
    return {
      ...rest,
      'PER (Oct-25)': per,
      'PBR (Oct-25)': two((roe * per) / 100),
      'ROE (Fwd)': roe,
      'Payout Ratio (Fwd)': payout,
      'Dividend Yield (Fwd)': two(payout / per),
      'Gross Margin (Fwd)': gross,
      'Operating Margin (Fwd)': two(gross - cost),
      'Net Margin (Fwd)': two((gross - cost) * 0.75),
      '52W High': two(low * width),
      '52W Low': low,
      'EPS (Fwd)': eps,
    };
  });

type Spoil = (row: Row, field: string) => Row;

/** Ways in which a cell goes wrong. */
const spoils: Readonly<Record<string, Spoil>> = {
  times100: scaled(100),
  times10000: scaled(10_000),
  by100: scaled(0.01),
  sign: scaled(-1),
  text: (row, field) => ({
    ...row,
    [field]: typeof row[field] === 'number' ? String(row[field]) : row[field]!,
  }),
  percent: (row, field) => ({
    ...row,
    [field]: typeof row[field] === 'number' ? `${row[field]}%` : row[field]!,
  }),
  spelling: (row) => ({ ...row, exchange: String(row.exchange).toLowerCase() }),
  swapped: (row) => ({ ...row, '52W High': row['52W Low']!, '52W Low': row['52W High']! }),
  missing: (row, field) => ({ ...row, [field]: null }),
  token: (row, field) => ({ ...row, [field]: '#N/A' }),
};

function scaled(factor: number): Spoil {
  return (row, field) => {
    const value = row[field];
    return typeof value === 'number' ? { ...row, [field]: value * factor } : row;
  };
}

const FIELDS = ['ROE (Fwd)', 'Dividend Yield (Fwd)', 'Operating Margin (Fwd)', 'PER (Oct-25)', 'EPS (Fwd)'];

/** Any small week, with any errors in it. */
export const anyWeekOfErrors: fc.Arbitrary<DetectorCase> = fc
  .record({
    companies: fc.array(company, { minLength: 4, maxLength: 14 }),
    errors: fc.array(
      fc.record({
        row: fc.nat(13),
        field: fc.constantFrom(...FIELDS),
        kind: fc.constantFrom(...Object.keys(spoils)),
      }),
      { maxLength: 6 },
    ),
    order: fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
  })
  .map(({ companies, errors, order }) => {
    const rows = companies.map((one, at): Row => ({ Ticker: `T${at}`, corpName: `Company ${at}`, ...one }));
    for (const { row, field, kind } of errors) {
      const at = row % rows.length;
      rows[at] = spoils[kind]!(rows[at]!, field);
    }
    return { rows, order };
  });

const validator = createValidator(companySchema);
const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'seen' } as const;

/** What holds for whatever the detectors propose. */
export const detectorLaws: Readonly<Record<string, Law<DetectorCase>>> = {
  'validating what was corrected finds none of the issues answered'({ rows }) {
    const table = rowsToTable(rows);
    const { plan } = planned(table);
    const { data } = applyPlan(table, plan, decide(plan, {}, yes));
    const left = new Set(issuesOf(data).map(({ row, field, code }) => `${row} ${field} ${code}`));
    for (const { row, field, answers } of plan.proposals)
      holds(answers === null || !left.has(`${row} ${field} ${answers.code}`));
  },

  'every proposal starts from the cell as it is, and changes it'({ rows }) {
    const table = rowsToTable(rows);
    const { plan, issues } = planned(table);
    for (const { row, field, from, to, confidence, answers } of plan.proposals) {
      holds(Object.is(cellOf(table, row, field), from) && !Object.is(from, to));
      holds(confidence >= plan.threshold && confidence <= 1);
      if (answers) same(issues[answers.index]?.code, answers.code);
    }
  },

  'the order of rows does not matter'({ rows, order }) {
    const shuffled = rows
      .map((row, at) => ({ row, key: order[at % order.length]! }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row);
    same(shown(planned(rowsToTable(shuffled)).plan), shown(planned(rowsToTable(rows)).plan));
  },

  'no row comes or goes'({ rows }) {
    const table = rowsToTable(rows);
    const { plan } = planned(table);
    const { data } = applyPlan(table, plan, decide(plan, {}, yes));
    same(fieldsOf(data).rowCount, rows.length);
    same(
      fieldsOf(data).columns.map(({ name }) => name),
      table.columns.map(({ name }) => name),
    );
  },
};

function issuesOf(table: ColumnTable): readonly Issue[] {
  return validator.validate(table).issues;
}

function planned(table: ColumnTable): { readonly plan: CorrectionPlan; readonly issues: readonly Issue[] } {
  const issues = issuesOf(table);
  return { plan: proposeCorrections(table, issues, { schema: companySchema, createdAt: yes.at }), issues };
}

/** What a plan says, whatever the order of its rows. */
function shown({ proposals, flagged }: CorrectionPlan): string[] {
  const line = (
    status: string,
    each: {
      ticker: string | null;
      field: string;
      from: CellValue;
      to: CellValue;
      rule: string | null;
      confidence: number;
    },
  ) => [status, each.ticker, each.field, each.from, each.to, each.rule, each.confidence.toFixed(6)].join(' ');
  return [
    ...proposals.map((each) => line('proposed', each)),
    ...flagged.map((each) => line('flagged', each)),
  ].sort();
}
