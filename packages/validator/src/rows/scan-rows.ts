import type { Schema } from '@stock-analyzer/schema';
import type { HeaderMap } from '../columns/headers';
import { layOut, type RowLayout } from './row-layout';
import { BROKEN, Shapes } from './shapes';

/** Gets a row. What is not a row has no layout. */
export type RowVisit = (row: number, values: unknown, layout: RowLayout | undefined) => void;

/** What looking through rows finds. */
export interface ScannedRows {
  readonly headers: HeaderMap;
  readonly brokenRows: readonly number[];
  layoutAt(row: number): RowLayout | undefined;
  /** Whether each row was visited, with the layout that it has. */
  readonly isVisited: boolean;
}

/** Among rows of more shapes than this, no layout is assumed before all are known. */
const MOST_ASSUMED = 20;

/**
 * Tells which keys each row has, and what they mean. That depends on all rows, as an exact name wins over one of
 * another month; but nearly always all rows have the same keys, so each row is visited on the way with the
 * layout that it has by itself.
 */
export function scanRows(schema: Schema, rows: readonly unknown[], visit?: RowVisit): ScannedRows {
  const shapes = new Shapes();
  const shapeOf = new Int32Array(rows.length);
  const brokenRows: number[] = [];
  const assumed: RowLayout[] = [];
  for (let row = 0; row < rows.length; row++) {
    const values = rows[row];
    const shape = shapes.of(values);
    shapeOf[row] = shape;
    if (shape === BROKEN) brokenRows.push(row);
    if (!visit || shape >= MOST_ASSUMED) continue;
    if (shape === assumed.length) assumed.push(layOut(schema, [shapes.keys[shape]!]).layouts[0]!);
    visit(row, values, assumed[shape]);
  }
  const { headers, layouts } = layOut(schema, shapes.keys);
  return {
    headers,
    brokenRows,
    layoutAt: (row) => layouts[shapeOf[row]!],
    isVisited:
      visit !== undefined &&
      layouts.every(({ fieldOf }, shape) => String(fieldOf) === String(assumed[shape]?.fieldOf)),
  };
}
