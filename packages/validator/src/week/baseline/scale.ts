import type { FieldColumn } from '../../columns/field-column';

/** A field's values on the scale on which they are compared; NaN where that says nothing. */
export type Scale = (value: number) => number;

/**
 * The scale of a baseline. On `log`, 0 has no place, and a negative value lies below everything.
 */
export function scaleOf({ scale, size }: { readonly scale: 'log' | 'asinh'; readonly size: number }): Scale {
  if (scale === 'asinh') return (value) => Math.asinh(value / size);
  return (value) => (value > 0 ? Math.log(value / size) : value < 0 ? Number.NEGATIVE_INFINITY : Number.NaN);
}

/** Whether a field's numbers can be looked at. */
export function hasNumbers(column: FieldColumn | undefined): column is FieldColumn {
  return column !== undefined && column.numbers.length > 0;
}

/** Writes a column's values on a scale into `into`, and tells how many are finite; those come first. */
export function gather(values: Float64Array, scale: Scale, into: Float64Array): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const scaled = scale(value);
    if (Number.isFinite(scaled)) into[count++] = scaled;
  }
  return count;
}
