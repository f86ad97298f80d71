import type { FieldDefinition, PercentUnit } from '@stock-analyzer/schema';
import { select } from '../columns/select';
import { round } from '../numbers';

/** Fewer values than this have no typical size. */
const FEWEST = 10;
/**
 * Typical percentages are 2 % to 120 % of their plausible bound, as the fields of real weeks show. A hundredth of
 * them lies below this, a hundredfold above the hundredfold of this.
 */
const LEAST = 0.015;

/** Which unit a column of percentages seems to be in, and the figures behind it. */
export interface PercentUnitEvidence {
  /** Null where there are fewer than ten values apart from zeros. */
  readonly seems: PercentUnit | null;
  /** Median of |v|, zeros apart: the typical size. */
  readonly typical_size: number | null;
  /** The bound of the field's plausible range that is nearest to 0, but not 0, in percent. */
  readonly plausible_bound: number;
  /** Typical size ÷ bound: from 0.015 to 1.5 in percent, below in fractions, above in basis points. */
  readonly size_ratio: number | null;
  /** Values of at most 1 in size, as most fractions are, in percent. */
  readonly up_to_one: number;
  /** Values outside of the plausible range if read as percent, in percent. */
  readonly implausible: number;
}

/**
 * Weighs the typical size of a column against its field's plausible range, whose unit is known to be percent.
 * Null for a field that is no percentage or has no plausible range.
 */
export function percentUnit(
  field: FieldDefinition | undefined,
  values: Float64Array,
): PercentUnitEvidence | null {
  if (field?.kind !== 'percentage' || !field.plausible || values.length === 0) return null;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field.plausible;
  const bound = Math.min(...[min, max].map(Math.abs).filter((size) => size > 0));
  const sizes = values.filter((value) => value !== 0).map(Math.abs);
  const typical = sizes.length < FEWEST ? null : select(sizes, (sizes.length - 1) >> 1);
  const ratio = typical === null ? null : typical / bound;
  let [small, outside] = [0, 0];
  for (const value of values) {
    if (Math.abs(value) <= 1) small++;
    if (value < min || value > max) outside++;
  }
  return {
    seems:
      ratio === null ? null : ratio < LEAST ? 'fraction' : ratio <= 100 * LEAST ? 'percent' : 'basis_points',
    typical_size: typical,
    plausible_bound: bound,
    size_ratio: ratio === null ? null : Number(ratio.toPrecision(4)),
    up_to_one: round((100 * small) / values.length),
    implausible: round((100 * outside) / values.length),
  };
}
