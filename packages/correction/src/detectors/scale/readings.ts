import type { CorrectionRule } from '../../model/plan';
import type { FieldModel, Model } from './model';
import { SLIPS } from './slips';

/** One way in which cells can be wrong: the right value is theirs times `times`, over `over`. */
export interface Way {
  readonly rule: CorrectionRule;
  readonly times: number;
  readonly over: number;
  /** How often that happens before anything is known of the cell: one value in so many. */
  readonly oneIn: number;
  /** Natural logarithm of that, as a share. */
  readonly share: number;
}

/** What a cell can be read as. */
export interface Reading {
  readonly rule: CorrectionRule | null;
  /** The right value, but for the dirt of binary fractions; null where it cannot be told. */
  readonly to: number | null;
  /** The same, clean. */
  clean(): number | null;
  /** As of a {@link Way}. */
  readonly oneIn: number;
}

const SIGN = 2000;
const CURRENCY = 2000;
/** A value that is wrong in a way that nobody can undo. */
const UNKNOWN = 3000;

/** An amount in the company's currency is this times the amount in dollars; NaN for dollars and unknown rates. */
export function rateAt({ rates }: Model, row: number): number {
  return rates?.of[rates.codes[row]!] ?? Number.NaN;
}

/** Whether the field is of dollars. */
export function isDollars({ numeric: { field } }: FieldModel): boolean {
  return field.unit === 'usd' || field.unit === 'usd_millions';
}

/** Whether the field is a percentage. */
function isPercent({ numeric: { field } }: FieldModel): boolean {
  return field.kind === 'percentage';
}

/** Where no companies tell what the field is like, the validator's finding of basis points does. */
export const TOLD = 4;

function isBasisPoints({ context }: Model, { numeric }: FieldModel, row: number): boolean {
  return context.issueOf(row, numeric.name)?.code === 'percentage_basis_points';
}

const way = (rule: CorrectionRule, oneIn: number, times: number, over = 1): Way => ({
  rule,
  times,
  over,
  oneIn,
  share: -Math.log(oneIn),
});

const signs = way('sign', SIGN, -1);
const PLAIN = [...SLIPS.map(([times, oneIn]) => way('scale', oneIn, times)), signs];
const PERCENT = [...SLIPS.map(([times, , oneIn]) => way('scale', oneIn, times)), signs];
const BASIS_POINTS = way('scale', TOLD, 1 / 100);

/** All ways in which a cell can be wrong that tell the right value. */
export function waysOf(model: Model, field: FieldModel, row: number): readonly Way[] {
  const usual = isPercent(field) ? PERCENT : PLAIN;
  const isTold = !field.isBased && isBasisPoints(model, field, row);
  const ways = isTold
    ? usual.map((each) => (each.times === BASIS_POINTS.times ? BASIS_POINTS : each))
    : usual;
  const rate = isDollars(field) ? rateAt(model, row) : Number.NaN;
  return Number.isNaN(rate) ? ways : [...ways, way('currency', CURRENCY, 1, rate)];
}

/** A value read in one of these ways; null for one that nobody can tell. */
export function readingOf(value: number, read: Way | null): Reading {
  if (!read) return LOST;
  const { rule, times, over, oneIn } = read;
  if (rule === 'currency') return unconverted(value, over, oneIn);
  const to = value * times;
  return { rule, to, oneIn, clean: () => (rule === 'sign' ? to : scaled(value, times)) };
}

/** Wrong in a way that nobody can tell. */
export const LOST: Reading = { rule: null, to: null, clean: () => null, oneIn: UNKNOWN };

/** The reading that an amount is in another currency. */
export function unconverted(value: number, rate: number, oneIn: number): Reading {
  return { rule: 'currency', to: value / rate, clean: () => converted(value, rate), oneIn };
}

/** Rates are quoted with so many digits. */
const QUOTED = 6;
/** A rate that is estimated from exact figures is as near a quoted one. */
const EXACT = 1e-8;

/** An amount in dollars: exact where the rate is a quoted one, else to the digits that an estimated rate gives. */
function converted(value: number, rate: number): number {
  const quoted = Number(rate.toPrecision(QUOTED));
  const isExact = Math.abs(quoted - rate) < EXACT * rate;
  return Number((value / (isExact ? quoted : rate)).toPrecision(isExact ? 15 : QUOTED));
}

/**
 * A value times a factor, without the dirt that binary fractions leave beyond the fifteenth digit: 0.29 is 29,
 * not 28.999999999999996.
 */
export function scaled(value: number, by: number): number {
  return Number((by < 1 ? value / Math.round(1 / by) : value * by).toPrecision(15));
}
