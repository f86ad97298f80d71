/**
 * A product of fields that is constant: Π field^power = constant. Fields are named by their key, so a month in
 * a display name does not matter.
 */
export interface Relation {
  readonly formula: string;
  readonly powers: Readonly<Record<string, 1 | -1>>;
  readonly constant: number;
  /** How far a field may lie from what the others give, as a part of that: half of all true rows lie nearer. */
  readonly tolerance: number;
}

/**
 * Formulas that hold between the canonical fields. The tolerances are wide where the sides are of different
 * dates: PER and PBR are of the month, ROE of the next twelve.
 */
export const relations: readonly Relation[] = [
  {
    formula: 'ROE = 100 × PBR ÷ PER',
    powers: { roe: 1, per: 1, pbr: -1 },
    constant: 100,
    tolerance: 0.3,
  },
  {
    formula: 'payout ratio = dividend yield × PER',
    powers: { payoutRatio: 1, dividendYield: -1, per: -1 },
    constant: 1,
    tolerance: 0.3,
  },
  {
    formula: 'EV/Sales × revenue = EV/EBITDA × EBITDA',
    powers: { evSales: 1, revenue: 1, evEbitda: -1, ebitda: -1 },
    constant: 1,
    tolerance: 0.2,
  },
  {
    formula: 'market cap = price/sales × revenue',
    powers: { marketCapUsdMn: 1, priceSales: -1, revenue: -1 },
    constant: 1,
    tolerance: 0.3,
  },
  {
    formula: '52W high = 1.5 × 52W low',
    powers: { week52High: 1, week52Low: -1 },
    constant: 1.5,
    tolerance: 0.5,
  },
];

/** One field that must not be smaller than another. */
export interface Order {
  readonly formula: string;
  readonly larger: string;
  readonly smaller: string;
  /** Log-odds of a correction that mends a breach. Net income may exceed operating income by gains elsewhere. */
  readonly weight: number;
}

/** Orders that hold between the canonical fields. */
export const orders: readonly Order[] = [
  { formula: 'gross ≥ operating margin', larger: 'grossMargin', smaller: 'operatingMargin', weight: 2.5 },
  { formula: 'operating ≥ net margin', larger: 'operatingMargin', smaller: 'netMargin', weight: 0.7 },
];
