import { type CellValue, cellAt } from '@stock-analyzer/schema';
import type { RowReason } from './accounting';
import type { SheetLayout } from './layout';
import type { RowPlan } from './rows';

/** A row that was kept out of the dataset, with what it held. */
export interface QuarantinedRow {
  /** The sheet's name as the workbook spells it. */
  readonly sheet: string;
  /** Spreadsheet row, 1-based. */
  readonly row: number;
  readonly reason: RowReason;
  readonly ticker: string | null;
  /** What its cells hold, blank ones left out: column name and value as it stands in the source. */
  readonly cells: readonly (readonly [column: string, value: CellValue])[];
}

/** The rows of a sheet that its plan keeps out. */
export function quarantineOf(layout: SheetLayout, plan: RowPlan): QuarantinedRow[] {
  const { table, columns } = layout;
  return plan.quarantined.map(({ row, reason, ticker }) => ({
    sheet: table.name,
    row: table.firstRow + row,
    reason,
    ticker,
    cells: columns.flatMap(({ name, source }) => {
      const value = cellAt(source, row) ?? source.causes?.get(row)?.text ?? null;
      return value === null ? [] : [[name, value] as const];
    }),
  }));
}
