import type { Column, FieldDefinition } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import type { Scale } from '../evidence/likelihood';
import { type Peers, peersOf } from '../evidence/peers';

/** A field of numbers with what is known of it: all a detector needs to weigh one of its cells. */
export interface NumericField {
  readonly field: FieldDefinition;
  /** Name of its column in the table. */
  readonly name: string;
  /** A copy; NaN where there is no number. Detectors put corrected values in as they find them. */
  readonly values: Float64Array;
  /** Last week's values in this week's order of rows; NaN where there is none. */
  readonly previous: Float64Array | null;
  readonly scale: Scale;
  readonly peers: (row: number) => Peers | null;
}

/** Amounts and counts spread over orders of magnitude; ratios and percentages do not. */
const LOG_UNITS: ReadonlySet<string> = new Set(['usd_millions', 'usd', 'listing_currency', 'shares_per_day']);

/** True if the field's values are numbers. */
export function isNumeric({ kind }: FieldDefinition): boolean {
  return kind === 'number' || kind === 'percentage' || kind === 'currency';
}

/** Industries numbered by first appearance. */
export interface Groups {
  readonly names: readonly string[];
  /** By row: index into `names`, -1 for none. */
  readonly ofRow: Int32Array;
}

/** Numbers each row's industry. */
export function groupsOf(column: Column | undefined, rowCount: number): Groups {
  const ofRow = new Int32Array(rowCount).fill(-1);
  const indexes = new Map<string, number>();
  for (let row = 0; column && row < rowCount; row++) {
    const value = cellAt(column, row);
    if (typeof value !== 'string') continue;
    let index = indexes.get(value);
    if (index === undefined) {
      index = indexes.size;
      indexes.set(value, index);
    }
    ofRow[row] = index;
  }
  return { names: [...indexes.keys()], ofRow };
}

/** The field's column as a {@link NumericField}. */
export function numericField(
  field: FieldDefinition,
  column: Column,
  groups: Groups,
  previous: { readonly column: Column; readonly rows: Int32Array } | null,
): NumericField {
  const values = numbersOf(column);
  const scale = LOG_UNITS.has(field.unit) ? 'log' : 'linear';
  return {
    field,
    name: column.name,
    values,
    previous: previous && aligned(numbersOf(previous.column), previous.rows),
    scale,
    peers: peersOf(values, groups.ofRow, groups.names.length, scale),
  };
}

function numbersOf(column: Column): Float64Array {
  if (column.type === 'number')
    return column.values.map((value, row) => (column.validity[row] === 1 ? value : Number.NaN));
  const numbers = new Float64Array(column.validity.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = cellAt(column, row);
    numbers[row] = typeof value === 'number' ? value : Number.NaN;
  }
  return numbers;
}

function aligned(values: Float64Array, rows: Int32Array): Float64Array {
  const result = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) result[row] = rows[row]! < 0 ? Number.NaN : values[rows[row]!]!;
  return result;
}
