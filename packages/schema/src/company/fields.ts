import type { Category, FieldDefinition, FieldKind, Unit } from '../field';

/** What a field may say beside its name; key and column where its name does not tell them. */
type Rest = Partial<Omit<FieldDefinition, 'name' | 'category' | 'kind' | 'unit' | 'month' | 'plausible'>>;

/** A field with the literal types that the type of a row is made of. */
type Made<Name, Kind, More> = FieldDefinition &
  Readonly<{ name: Name; kind: Kind }> &
  Pick<More, keyof More & ('required' | 'values')>;

/**
 * Makes fields of one category, kind and unit. A key is the name without what stands in brackets, in camelCase; a
 * column is the key in snake_case, with `_fwd` where the name says so.
 */
function maker<const Kind extends FieldKind>(category: Category, kind: Kind, unit: Unit) {
  return <const Name extends string, const More extends Rest = Record<never, never>>(
    name: Name,
    [min, max]: readonly [min?: number, max?: number] = [],
    more?: More,
  ) => {
    const [label = '', month] = name.split(/ \(([A-Z][a-z]+-\d+)?.*/);
    const key = more?.key ?? label.toLowerCase().replace(/\W(.)/g, (_, next: string) => next.toUpperCase());
    const column = key.replace(/(?!^)(\d*[A-Z]|\d+)/g, '_$1').toLowerCase();
    return {
      name,
      key,
      column: name.endsWith('(Fwd)') ? `${column}_fwd` : column,
      category,
      kind,
      unit,
      ...(month && { month }),
      ...more,
      ...(min !== undefined && { plausible: { min, ...(max !== undefined && { max }) } }),
    } as FieldDefinition as Made<Name, Kind, More>;
  };
}

const text = maker('identity', 'string', 'none');
const multiple = maker('valuation', 'number', 'multiple');
const yields = maker('valuation', 'percentage', 'percent');
const profit = maker('profitability', 'percentage', 'percent');
const health = maker('financial_health', 'number', 'multiple');
const turnover = maker('financial_health', 'number', 'multiple_per_year');
const percent = maker('performance', 'percentage', 'percent');
const price = maker('performance', 'currency', 'listing_currency');
const millions = maker('fundamental', 'number', 'usd_millions');

const positive = { possible: { min: 0 } } as const;
/** A price cannot fall by more than all of it. */
const atWorstAll = { possible: { min: -100 } } as const;

/**
 * The 39 canonical fields, in the document's order. The two numbers are the document's plausible range; `possible` is
 * what arithmetic allows (a dividend yield cannot be negative, a price cannot fall by more than 100 %). What they
 * mean stands in `texts.ts`.
 */
export const companyFields = [
  text('Ticker', [], { required: true, pattern: '^[A-Z0-9.-]+$', aliases: ['Symbol', '티커'] }),
  text('corpName', [], {
    key: 'corpName',
    required: true,
    minLength: 1,
    aliases: ['Corp', '회사명', '기업명'],
  }),
  text('industry', [], { aliases: ['WI26', 'Industry', '업종'] }),
  text('exchange', [], {
    values: ['NASDAQ', 'NYSE', 'KOSPI', 'KOSDAQ'],
    aliases: ['Exchange', '거래소'],
  }),
  text('Analyst'),
  text('Rating', [], { values: ['Strong Buy', 'Buy', 'Hold', 'Underperform', 'Sell'] }),
  multiple('PER (Oct-25)', [0, 1000]),
  multiple('PBR (Oct-25)', [0, 100]),
  multiple('EV/EBITDA (Fwd)', [-50, 500]),
  multiple('EV/Sales (Fwd)', [0, 100]),
  multiple('Price/Sales (Oct-25)', [0, 100], positive),
  multiple('Price/Cash Flow (Oct-25)', [0, 200], { key: 'priceCashflow' }),
  yields('Dividend Yield (Fwd)', [0, 30], positive),
  yields('Payout Ratio (Fwd)', [0, 200]),
  profit('ROE (Fwd)', [-100, 200]),
  profit('ROA (Fwd)', [-100, 100]),
  profit('ROIC (Fwd)', [-100, 200]),
  profit('Gross Margin (Fwd)', [-50, 100], { possible: { max: 100 } }),
  profit('Operating Margin (Fwd)', [-100, 100]),
  profit('Net Margin (Fwd)', [-100, 100]),
  health('Debt/Equity (Fwd)', [0, 1000]),
  health('Current Ratio (Fwd)', [0, 50], positive),
  health('Quick Ratio (Fwd)', [0, 50], positive),
  health('Interest Coverage (Fwd)', [-100, 1000]),
  health('Cash/Debt (Oct-25)', [0, 100], positive),
  turnover('Asset Turnover (Fwd)', [0, 10]),
  turnover('Inventory Turnover (Fwd)', [0, 100]),
  percent('Return (Y)', [-99, 1000], { key: 'returnY', column: 'return_1y', ...atWorstAll }),
  percent('Return (3Y)', [-99, 2000], { key: 'return3Y', ...atWorstAll }),
  percent('Return (5Y)', [-99, 5000], { key: 'return5Y', ...atWorstAll }),
  maker('performance', 'number', 'none')('Beta (5Y)', [-5, 5], { key: 'beta5Y' }),
  price('52W High', [0, 100000], { key: 'week52High', column: 'week_52_high', ...positive }),
  price('52W Low', [0, 100000], { key: 'week52Low', column: 'week_52_low', ...positive }),
  maker('performance', 'number', 'shares_per_day')('Avg Volume (3M)', [0], {
    key: 'avgVolume3M',
    integer: true,
    ...positive,
  }),
  percent('Float Short (%)', [0, 100], { key: 'floatShortPct', ...positive }),
  millions('(USD mn)', [0, 10000000], {
    key: 'marketCapUsdMn',
    ...positive,
    aliases: ['Market Cap (USD mn)', '시가총액'],
  }),
  millions('Revenue (Fwd)', [0, 1000000]),
  millions('EBITDA (Fwd)', [-100000, 500000]),
  maker('fundamental', 'currency', 'usd')('EPS (Fwd)', [-1000, 10000]),
] as const satisfies readonly FieldDefinition[];
