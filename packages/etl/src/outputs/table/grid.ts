import {
  type CellValue,
  cellAt,
  columnIndex,
  type MissingCause,
  type SheetTable,
} from '@stock-analyzer/schema';
import { EtlError } from '../../errors';
import { defaultReadLimits } from '../../read/limits';

/** What a cell of a sheet holds; null is blank. */
export type GridCell = CellValue | MissingCause;

/**
 * The cells of a table where the sheet has them, from A1 to the last that holds something: item n of row m is what a
 * spreadsheet shows there.
 *
 * @throws EtlError `TOO_LARGE`: two cells in far corners of a sheet make a grid of 17 billion
 */
export function gridOf({ name, firstRow, rowCount, columns }: SheetTable): Iterable<GridCell[]> {
  const height = rowCount === 0 ? 0 : firstRow - 1 + rowCount;
  const places = columns.map((column) => columnIndex(column.name));
  const width = (places.at(-1) ?? -1) + 1;
  if (height * width > defaultReadLimits.cells) {
    throw new EtlError({
      code: 'TOO_LARGE',
      message: `The sheet has ${height * width} cells from A1 to its last, nearly all of them blank`,
      place: { sheet: name },
      advice: 'Convert it to columns, which leave out what is blank.',
    });
  }
  return rows();

  function* rows(): Generator<GridCell[]> {
    for (let row = 1 - firstRow; row < height + 1 - firstRow; row++) {
      const cells = new Array<GridCell>(width).fill(null);
      for (const [at, column] of row < 0 ? [] : columns.entries()) {
        cells[places[at]!] = column.causes?.get(row) ?? cellAt(column, row);
      }
      yield cells;
    }
  }
}
