import type { DirtyWeek, PlantedCell, PlantedError } from '@stock-analyzer/fixtures';
import type { CellValue } from '@stock-analyzer/schema';

/** Which error is at a cell, a row or a column of a week with errors. */
export interface TruthIndex {
  cellAt(row: number, field: string): { error: PlantedError; cell: PlantedCell } | undefined;
  /** Whether a row or its column has an error of its own that the cell is part of. */
  belongs(row: number | null, field: string | null): boolean;
}

export function indexTruth({ errors }: DirtyWeek): TruthIndex {
  const cells = new Map<string, Map<number, { error: PlantedError; cell: PlantedCell }>>();
  const rows = new Set<number>();
  const rowsOfCells = new Set<number>();
  const columns = new Set<string>();
  for (const error of errors) {
    for (const cell of error.cells) {
      const column = cells.get(cell.field) ?? new Map();
      cells.set(cell.field, column.set(cell.row, { error, cell }));
      if (error.level === 'row') rows.add(cell.row);
      if (error.level === 'column') columns.add(cell.field);
      else rowsOfCells.add(cell.row);
    }
    if (error.original !== null) rows.add(error.original);
  }
  return {
    cellAt: (row, field) => cells.get(field)?.get(row),
    belongs(row, field) {
      if (row === null) return field !== null && columns.has(field);
      if (field === null) return rowsOfCells.has(row) || rows.has(row);
      return rows.has(row) || columns.has(field) || (cells.get(field)?.has(row) ?? false);
    },
  };
}

/** Whether a value is the true one: exactly, or a number to 12 digits. An error's token should become nothing. */
export function isRight(to: CellValue, { was }: PlantedCell, { kind }: PlantedError): boolean {
  if (kind === 'error_token' && to === null) return true;
  if (typeof to === 'number' && typeof was === 'number') {
    return Math.abs(to - was) <= 1e-12 * Math.abs(was) || to === was;
  }
  return to === was;
}
