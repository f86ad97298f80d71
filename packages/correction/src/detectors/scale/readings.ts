import type { CorrectionRule } from '../../model/plan';
import type { FieldModel, Model } from './model';
import { SLIPS } from './slips';

/** One way in which a cell can be wrong. */
export interface Reading {
  readonly rule: CorrectionRule | null;
  /** The right value, but for the dirt of binary fractions; null where it cannot be told. */
  readonly to: number | null;
  /** The same, clean. */
  clean(): number | null;
  /** How often that happens before anything is known of the cell: one value in so many. */
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

/** A number that is off by a power of ten. */
class Scaled implements Reading {
  readonly rule = 'scale';
  readonly to: number;

  constructor(
    private readonly value: number,
    private readonly factor: number,
    readonly oneIn: number,
  ) {
    this.to = value * factor;
  }

  clean(): number {
    return scaled(this.value, this.factor);
  }
}

/** All readings of a cell but the one that it is right. */
export function readingsOf(model: Model, field: FieldModel, row: number, value: number): Reading[] {
  const isPercentage = isPercent(field);
  const readings = SLIPS.map(([factor, oneIn, oneInPercent]): Reading => {
    const isTold = factor === 1 / 100 && !field.isBased && isBasisPoints(model, field, row);
    return new Scaled(value, factor, isTold ? TOLD : isPercentage ? oneInPercent : oneIn);
  });
  readings.push({ rule: 'sign', to: -value, clean: () => -value, oneIn: SIGN });
  const rate = isDollars(field) ? rateAt(model, row) : Number.NaN;
  if (!Number.isNaN(rate)) readings.push(unconverted(value, rate, CURRENCY));
  readings.push(LOST);
  return readings;
}

const LOST: Reading = { rule: null, to: null, clean: () => null, oneIn: UNKNOWN };

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
