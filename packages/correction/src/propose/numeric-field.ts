import type { Column, FieldDefinition } from '@stock-analyzer/schema';

/** A field of numbers with what the data and earlier weeks hold of it. */
export interface NumericField {
  readonly field: FieldDefinition;
  readonly column: Column;
  /** Name of its column in the data. */
  readonly name: string;
  /** A copy; NaN where there is no number. Detectors put corrected values in as they find them. */
  readonly values: Float64Array;
  /** The company's value `weeks` approved weeks ago, 1 for the newest; NaN where there is none. */
  readonly before: (row: number, weeks?: number) => number;
}

/** Numbers of an earlier week, and where this week's companies stand in it. */
export interface EarlierNumbers {
  readonly values: Float64Array;
  /** By row of this week; -1 for none. */
  readonly rows: Int32Array;
}

/** True if the field's values are numbers. */
export function isNumeric({ kind }: FieldDefinition): boolean {
  return kind === 'number' || kind === 'percentage' || kind === 'currency';
}

/**
 * The field's column as a {@link NumericField}.
 *
 * @param texts Gets the rows of a mixed column that hold a text.
 */
export function numericField(
  field: FieldDefinition,
  column: Column,
  earlier: readonly (EarlierNumbers | null)[],
  texts: number[],
): NumericField {
  return {
    field,
    column,
    name: column.name,
    values: column.type === 'number' ? column.values.slice() : numbersOf(column, texts),
    before: (row, weeks = 1) => {
      const week = earlier[earlier.length - weeks];
      const at = week ? week.rows[row]! : -1;
      return at < 0 ? Number.NaN : week!.values[at]!;
    },
  };
}

/**
 * A column's numbers, NaN where there is none; not to be written to.
 *
 * @param texts Gets the rows that hold a text, for it takes long to look at the cells of a mixed column.
 */
export function numbersOf(column: Column, texts: number[] = []): Float64Array {
  if (column.type === 'number') return column.values;
  const { validity } = column;
  const numbers = new Float64Array(validity.length).fill(Number.NaN);
  if (column.type !== 'mixed') return numbers;
  for (let row = 0; row < numbers.length; row++) {
    const value = column.values[row]!;
    if (typeof value === 'number') {
      if (validity[row] === 1) numbers[row] = value;
    } else if (typeof value === 'string') texts.push(row);
  }
  return numbers;
}
