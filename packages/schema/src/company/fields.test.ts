import { describe, expect, it } from 'vitest';
import { defineSchema } from '../schema';
import { fieldTables } from '../sql';
import { fieldTexts } from '../texts';
import { companySchema } from './schema';

/**
 * The architecture document's schema and the agreed SQL and GraphQL names, typed in by hand:
 * name | kind | rule | unit | SQL column | GraphQL key. A rule is `min..max`, a pattern in slashes or a list.
 */
const EXPECTED = `
identity
Ticker|string|/^[A-Z0-9.-]+$/ required|none|ticker|ticker
corpName|string|length 1 required|none|corp_name|corpName
industry|string||none|industry|industry
exchange|string|NASDAQ,NYSE,KOSPI,KOSDAQ|none|exchange|exchange
Analyst|string||none|analyst|analyst
Rating|string|Strong Buy,Buy,Hold,Underperform,Sell|none|rating|rating
valuation valuation_metrics
PER (Oct-25)|number|0..1000|multiple|per|per
PBR (Oct-25)|number|0..100|multiple|pbr|pbr
EV/EBITDA (Fwd)|number|-50..500|multiple|ev_ebitda_fwd|evEbitda
EV/Sales (Fwd)|number|0..100|multiple|ev_sales_fwd|evSales
Price/Sales (Oct-25)|number|0..100|multiple|price_sales|priceSales
Price/Cash Flow (Oct-25)|number|0..200|multiple|price_cashflow|priceCashflow
Dividend Yield (Fwd)|percentage|0..30|percent|dividend_yield_fwd|dividendYield
Payout Ratio (Fwd)|percentage|0..200|percent|payout_ratio_fwd|payoutRatio
profitability profitability_metrics
ROE (Fwd)|percentage|-100..200|percent|roe_fwd|roe
ROA (Fwd)|percentage|-100..100|percent|roa_fwd|roa
ROIC (Fwd)|percentage|-100..200|percent|roic_fwd|roic
Gross Margin (Fwd)|percentage|-50..100|percent|gross_margin_fwd|grossMargin
Operating Margin (Fwd)|percentage|-100..100|percent|operating_margin_fwd|operatingMargin
Net Margin (Fwd)|percentage|-100..100|percent|net_margin_fwd|netMargin
financial_health financial_health
Debt/Equity (Fwd)|number|0..1000|multiple|debt_equity_fwd|debtEquity
Current Ratio (Fwd)|number|0..50|multiple|current_ratio_fwd|currentRatio
Quick Ratio (Fwd)|number|0..50|multiple|quick_ratio_fwd|quickRatio
Interest Coverage (Fwd)|number|-100..1000|multiple|interest_coverage_fwd|interestCoverage
Cash/Debt (Oct-25)|number|0..100|multiple|cash_debt|cashDebt
Asset Turnover (Fwd)|number|0..10|multiple_per_year|asset_turnover_fwd|assetTurnover
Inventory Turnover (Fwd)|number|0..100|multiple_per_year|inventory_turnover_fwd|inventoryTurnover
performance performance_metrics
Return (Y)|percentage|-99..1000|percent|return_1y|returnY
Return (3Y)|percentage|-99..2000|percent|return_3y|return3Y
Return (5Y)|percentage|-99..5000|percent|return_5y|return5Y
Beta (5Y)|number|-5..5|none|beta_5y|beta5Y
52W High|currency|0..100000|listing_currency|week_52_high|week52High
52W Low|currency|0..100000|listing_currency|week_52_low|week52Low
Avg Volume (3M)|number|0.. integer|shares_per_day|avg_volume_3m|avgVolume3M
Float Short (%)|percentage|0..100|percent|float_short_pct|floatShortPct
fundamental fundamental_data
(USD mn)|number|0..10000000|usd_millions|market_cap_usd_mn|marketCapUsdMn
Revenue (Fwd)|number|0..1000000|usd_millions|revenue_fwd|revenue
EBITDA (Fwd)|number|-100000..500000|usd_millions|ebitda_fwd|ebitda
EPS (Fwd)|currency|-1000..10000|usd|eps_fwd|eps
`;

function written(): string {
  const tables = new Map(fieldTables(companySchema).map(({ category, name }) => [category, name]));
  const lines: string[] = [''];
  let category = '';
  for (const field of companySchema.fields) {
    if (field.category !== category) {
      category = field.category;
      lines.push(category === 'identity' ? category : `${category} ${tables.get(field.category)}`);
    }
    const { pattern, minLength, values, plausible, integer, required } = field as typeof field & {
      pattern?: string;
      minLength?: number;
      values?: readonly string[];
      plausible?: { min?: number; max?: number };
      integer?: boolean;
      required?: boolean;
    };
    const rule = [
      pattern && `/${pattern}/`,
      minLength && `length ${minLength}`,
      values?.join(','),
      plausible && `${plausible.min ?? ''}..${plausible.max ?? ''}`,
      integer && 'integer',
      required && 'required',
    ];
    lines.push(
      [field.name, field.kind, rule.filter(Boolean).join(' '), field.unit, field.column, field.key].join('|'),
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('the canonical fields', () => {
  it('are the document’s 39: names, types, ranges, patterns, lists, SQL and GraphQL names', () => {
    expect(companySchema.fields).toHaveLength(39);
    expect(written()).toBe(EXPECTED);
  });

  it('call possible whatever they call plausible', () => {
    for (const { name, possible, plausible } of companySchema.byName.values()) {
      expect(possible?.min ?? -Infinity, name).toBeLessThanOrEqual(plausible?.min ?? -Infinity);
      expect(possible?.max ?? Infinity, name).toBeGreaterThanOrEqual(plausible?.max ?? Infinity);
    }
  });

  it('call possible what real companies have', () => {
    const real: [field: string, value: number][] = [
      ['ROE (Fwd)', 436.61], // ABBV
      ['ROE (Fwd)', -273.79], // MCD
      ['Operating Margin (Fwd)', -36538], // FEAM
      ['PER (Oct-25)', -100], // COEP
      ['PBR (Oct-25)', -108.17], // MCD
      ['EPS (Fwd)', 31883.68], // BRK.A
      ['EPS (Fwd)', -52137.08], // ADTX
      ['52W High', 750583.17], // BRK.A
      ['(USD mn)', 0], // 9613.T
      ['(USD mn)', 3e-5], // AXDX
    ];
    for (const [name, value] of real) {
      const { min = -Infinity, max = Infinity } = companySchema.byName.get(name)?.possible ?? {};
      expect(value >= min && value <= max, `${name} ${value}`).toBe(true);
    }
  });

  it('do not contradict each other', () => {
    expect(defineSchema(companySchema)).toEqual(companySchema);
  });

  it('say what they mean in English and Korean', () => {
    for (const field of companySchema.fields) {
      const { description } = fieldTexts(field);
      expect(description.en).toMatch(/^[A-Z]/);
      expect(description.ko).toMatch(/[가-힣]/);
    }
  });
});
