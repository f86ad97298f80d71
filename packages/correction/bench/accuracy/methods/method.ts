import type { CellValue, Dataset } from '@stock-analyzer/schema';

/** A change that a method makes or proposes. */
export interface Change {
  readonly row: number;
  readonly field: string;
  readonly to: CellValue;
  /** Made without a person's decision. */
  readonly automatic: boolean;
  /** 0 to 1; a method that knows none says 1. */
  readonly confidence: number;
  /** Changes with one cause; null stands alone. */
  readonly group: string | null;
}

/** A cell that a method shows to a person; without a row it is a column, without a field a row. */
export interface Shown {
  readonly row: number | null;
  readonly field: string | null;
}

/** What a method has to say of a week. */
export interface Verdict {
  readonly changes: readonly Change[];
  readonly shown: readonly Shown[];
  /** Plain warnings that a value is outside of the document's plausible range, which count as neither. */
  readonly plausibleWarnings: number;
}

/** Looks for errors in a week, with the approved weeks before it, oldest first, or none. */
export interface Method {
  readonly name: string;
  look(week: Dataset, earlier: readonly Dataset[]): Verdict;
}

/** All number columns of a week, canonical and native. */
export function numberColumns(week: Dataset) {
  return [...week.fields.columns, ...week.native.columns].flatMap((column) => {
    const field = week.schema.byName.get(column.name) ?? week.nativeSchema.byName.get(column.name);
    const isNumber = field && ['number', 'percentage', 'currency'].includes(field.kind);
    return isNumber ? [{ field, numbers: numbersOf(column) }] : [];
  });
}

type Column = Dataset['fields']['columns'][number];

/** Numbers by row; NaN for texts and where there is no value. */
export function numbersOf(column: Column | undefined): Float64Array {
  if (!column) return new Float64Array();
  if (column.type === 'number') return column.values;
  if (column.type !== 'mixed') return new Float64Array(column.validity.length).fill(Number.NaN);
  return Float64Array.from(column.values, (value) => (typeof value === 'number' ? value : Number.NaN));
}
