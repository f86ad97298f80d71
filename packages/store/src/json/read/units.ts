import {
  type Column,
  type ColumnTable,
  columnTable,
  type PercentUnit,
  toPercent,
} from '@stock-analyzer/schema';

/** A unit that percentages come in; undefined for any other text. */
export function percentUnit(unit: unknown): PercentUnit | undefined {
  return unit === 'percent' || unit === 'fraction' || unit === 'basis_points' ? unit : undefined;
}

/** A table with percentages in percent, from the unit that each column is declared to have. */
export function inPercent(
  table: ColumnTable,
  unitOf: (name: string) => PercentUnit | undefined,
): ColumnTable {
  return columnTable(
    table.rowCount,
    table.columns.map((column) => converted(column, unitOf(column.name) ?? 'percent')),
  );
}

function converted(column: Column, unit: PercentUnit): Column {
  if (unit === 'percent') return column;
  if (column.type === 'number')
    return { ...column, values: column.values.map((value) => toPercent(value, unit)) };
  if (column.type !== 'mixed') return column;
  const values = column.values.map((value) => (typeof value === 'number' ? toPercent(value, unit) : value));
  return { ...column, values };
}
