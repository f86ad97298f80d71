import { companySchema, extendSchema, type Row, rowsToTable, type Schema } from '@stock-analyzer/schema';
import { stockExchanges } from '@stock-analyzer/schema/exchanges';
import { structuralDetectors } from '../detectors/structural';
import type { CorrectionPlan } from '../model/plan';
import { buildPlan } from '../propose/build-plan';
import { createContext, type Finding } from '../propose/context';
import { IssuePlaces } from '../propose/issue-places';
import { PROPOSE_CONFIDENCE } from '../propose/thresholds';

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
    const at = (name: string) => company[name] as number;
    const per = at('PER (Oct-25)');
    const net = at('Net Margin (Fwd)');
    return {
      Ticker: LISTINGS[exchange]!(Math.floor(row / EXCHANGES.length)),
      corpName: `Company ${row}`,
      industry: INDUSTRIES[row % INDUSTRIES.length]!,
      exchange,
      Analyst: `Analyst ${row % 9}`,
      Rating: ['Strong Buy', 'Buy', 'Hold', 'Underperform', 'Sell'][row % 5]!,
      ...company,
      // Formulas and orders hold, as they do between fields of true companies.
      'PBR (Oct-25)': round((at('ROE (Fwd)') * per) / 100),
      'Payout Ratio (Fwd)': round(at('Dividend Yield (Fwd)') * per),
      'Operating Margin (Fwd)': round(net + 3),
      'Gross Margin (Fwd)': round(net + 25),
      'Current Ratio (Fwd)': round(at('Quick Ratio (Fwd)') + 0.4),
      '(USD mn)': round(at('Price/Sales (Oct-25)') * at('Revenue (Fwd)')),
      'EV/Sales (Fwd)': round((at('EV/EBITDA (Fwd)') * at('EBITDA (Fwd)')) / at('Revenue (Fwd)')),
      '52W High': round(at('52W Low') * (1.2 + chance(row, 99))),
      'Fiscal Year End (FY 0)': `${2024 + (row % 2)}-${row % 3 === 0 ? '12' : '03'}-01`,
    };
  });
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}

/** What the structural detectors alone make of rows, with last week where it is given. */
export function planOf(rows: readonly Row[], lastWeek?: readonly Row[]): CorrectionPlan {
  const table = rowsToTable(rows);
  const context = createContext(
    table,
    new IssuePlaces([]),
    weekSchema,
    lastWeek ? [rowsToTable(lastWeek)] : [],
    PROPOSE_CONFIDENCE,
  );
  const surest = new Map<string, Finding>();
  for (const detect of structuralDetectors) {
    for (const finding of detect(context)) {
      const cell = `${finding.row} ${finding.field}`;
      if ((surest.get(cell)?.confidence ?? -1) < finding.confidence) surest.set(cell, finding);
    }
  }
  return buildPlan(table, [...surest.values()], {
    createdAt: '2025-10-10T00:00:00Z',
    threshold: PROPOSE_CONFIDENCE,
    tickers: context.tickers,
    answers: () => null,
  });
}

/** What a plan says of one rule: `[row, field, to, 'proposed' or 'flagged']`. */
export function linesOf(plan: CorrectionPlan, rule: string) {
  const lines = (of: CorrectionPlan['proposals'] | CorrectionPlan['flagged'], status: string) =>
    of.flatMap((line) => (line.rule === rule ? [[line.row, line.field, line.to, status] as const] : []));
  return [...lines(plan.proposals, 'proposed'), ...lines(plan.flagged, 'flagged')];
}
