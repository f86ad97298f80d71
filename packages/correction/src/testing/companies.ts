import {
  companySchema,
  extendSchema,
  type Row,
  rowsToTable,
  type Schema,
  stockExchanges,
} from '@stock-analyzer/schema';
import type { CorrectionPlan } from '../model/plan';
import { proposeCorrections } from '../propose/propose';

/** The canonical schema with the exchanges of real weeks, and a date as the native fields have one. */
export const weekSchema: Schema = extendSchema(companySchema, {
  version: '1.0.0+test',
  override: { exchange: { values: stockExchanges.map(({ name }) => name) } },
  fields: [
    {
      name: 'Fiscal Year End (FY 0)',
      key: 'fiscalYearEnd',
      column: 'fiscal_year_end',
      category: 'native',
      kind: 'date',
      unit: 'none',
      description: { en: 'Fiscal year end', ko: '결산' },
    },
  ],
});

const LISTINGS: Readonly<Record<string, (index: number) => string>> = {
  NASDAQ: (index) => `N${letters(index)}`,
  NYSE: (index) => `Y${letters(index)}`,
  KOSPI: (index) => `${String(5930 + index * 111).padStart(6, '0')}.KS`,
  KOSDAQ: (index) => `${String(122_990 + index * 7).padStart(6, '0')}.KQ`,
  Hongkong: (index) => `${String(700 + index).padStart(4, '0')}.HK`,
  Shanghai: (index) => `${600_519 + index}.SS`,
  Shenzhen: (index) => `${String(1 + index).padStart(6, '0')}.SZ`,
  Tokyo: (index) => `${7203 + index}.T`,
};
const EXCHANGES = Object.keys(LISTINGS);
const INDUSTRIES = ['반도체', '소프트웨어', '은행', '자동차', '소매(유통)'];

function letters(index: number): string {
  return [17, 5, 1].map((step) => String.fromCharCode(65 + (Math.floor(index / step) % 26))).join('');
}

/** A number from 0 to 1 that a row and a field have for themselves. */
function chance(row: number, field: number): number {
  const mixed = Math.sin(row * 127.1 + field * 311.7) * 43_758.5453;
  return mixed - Math.floor(mixed);
}

/** Made-up companies with all fields of {@link weekSchema}; `week` moves their numbers a little. */
export function companyRows(count: number, week = 0): Row[] {
  return Array.from({ length: count }, (_, row) => {
    const exchange = EXCHANGES[row % EXCHANGES.length]!;
    const company: Row = {};
    weekSchema.fields.forEach(({ name, kind, unit, plausible = {} }, field) => {
      if (kind === 'string' || kind === 'date') return;
      const { max = 1000 } = plausible;
      const typical =
        unit === 'usd_millions' ? 5000 : unit === 'shares_per_day' ? 900_000 : Math.min(max / 10, 60);
      const size = typical * (field % 7 === 0 ? 0.2 : 1) * Math.exp(2 * chance(row, field) - 1);
      const moved = size * (1 + 0.01 * week * (chance(row, field + 100) - 0.5));
      company[name] = kind === 'number' && unit === 'shares_per_day' ? Math.round(moved) : round(moved);
    });
    const [low, high] = [company['52W Low'] as number, company['52W High'] as number];
    return {
      Ticker: LISTINGS[exchange]!(Math.floor(row / EXCHANGES.length)),
      corpName: `Company ${row}`,
      industry: INDUSTRIES[row % INDUSTRIES.length]!,
      exchange,
      Analyst: `Analyst ${row % 9}`,
      Rating: ['Strong Buy', 'Buy', 'Hold', 'Underperform', 'Sell'][row % 5]!,
      ...company,
      '52W Low': Math.min(low, high),
      '52W High': Math.max(low, high),
      'Fiscal Year End (FY 0)': `${2024 + (row % 2)}-${row % 3 === 0 ? '12' : '03'}-01`,
    };
  });
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}

/** The plan for rows, with last week where it is given. */
export function planOf(rows: readonly Row[], lastWeek?: readonly Row[]): CorrectionPlan {
  return proposeCorrections(rowsToTable(rows), [], {
    schema: weekSchema,
    createdAt: '2025-10-10T00:00:00Z',
    ...(lastWeek && { previous: rowsToTable(lastWeek) }),
  });
}

/** What a plan says of one rule: `[row, field, to, 'proposed' or 'flagged']`. */
export function linesOf(plan: CorrectionPlan, rule: string) {
  const lines = (of: CorrectionPlan['proposals'] | CorrectionPlan['flagged'], status: string) =>
    of.flatMap((line) => (line.rule === rule ? [[line.row, line.field, line.to, status] as const] : []));
  return [...lines(plan.proposals, 'proposed'), ...lines(plan.flagged, 'flagged')];
}
