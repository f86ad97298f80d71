import { recordBytes, type SheetCell, type SheetContent } from '@stock-analyzer/fixtures';
import { columnLetters } from '../public';
import type { ToldCell } from './oracle';

/** What a reader has to find of a sheet that was written: cells by address, blank ones left out. */
export function writtenCells(sheet: SheetContent): Map<string, ToldCell> {
  const cells = new Map<string, ToldCell>();
  for (const row of sheet.rows) {
    row.cells.forEach((cell, column) => {
      if (!cell || cell.value === null) return;
      const { value, format = 'General' } = cell;
      cells.set(`${columnLetters(column)}${row.index + 1}`, { value, format });
    });
  }
  return cells;
}

/** A record of a kind that no reader knows, its bytes those that would be most harmful if they were looked into. */
export function unknownRecord(type: number, size: number): Uint8Array {
  return recordBytes((writer) => writer.record(type, size).raw(new Uint8Array(size).fill(0xff)));
}

/** A sheet of these cells from A1 on; plain values are cells of the usual kind. */
export function sheetOf(
  name: string,
  rows: readonly (readonly (SheetCell | SheetCell['value'] | undefined)[])[],
  extra: Partial<SheetContent> = {},
): SheetContent {
  const cellOf = (cell: SheetCell | SheetCell['value'] | undefined): SheetCell | undefined => {
    if (cell === undefined) return undefined;
    return typeof cell === 'object' && cell !== null && 'value' in cell ? cell : { value: cell };
  };
  const columns = Math.max(1, ...rows.map((row) => row.length));
  return {
    name,
    declared: { rows: Math.max(1, rows.length), columns },
    rows: rows.map((cells, index) => ({ index, cells: cells.map(cellOf) })),
    ...extra,
  };
}
