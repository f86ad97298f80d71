import type { FieldDefinition } from '@stock-analyzer/schema';

/** One way in which a number can be off, and how often that happens before anything is known of the cell. */
export interface Factor {
  /** The right value is the present one times this. */
  readonly factor: number;
  /** One value in so many. */
  readonly oneIn: number;
  readonly odds: number;
}

const factor = (by: number, oneIn: number): Factor => ({ factor: by, oneIn, odds: 1 / oneIn });

/** Percentages come as fractions and as basis points; the latter is the mistake that is known to occur. */
const percentage: readonly Factor[] = [
  factor(1 / 100, 400),
  factor(100, 1000),
  factor(1 / 10_000, 10_000),
  factor(10_000, 10_000),
];

const other: readonly Factor[] = [
  factor(1 / 100, 3000),
  factor(100, 3000),
  factor(1 / 10_000, 10_000),
  factor(10_000, 10_000),
];

/** The factors that are tried on a field. */
export function factorsOf(field: FieldDefinition): readonly Factor[] {
  return field.kind === 'percentage' ? percentage : other;
}

/**
 * A value times a factor, without the dirt that binary fractions leave beyond the fifteenth digit: 0.29 is 29,
 * not 28.999999999999996.
 */
export function scaled(value: number, by: number): number {
  return Number((by < 1 ? value / Math.round(1 / by) : value * by).toPrecision(15));
}
