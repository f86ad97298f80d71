import { type CellValue, cellAt, type FieldDefinition } from '@stock-analyzer/schema';
import type { DetectorContext } from '../propose/context';

/** Last week's value of a company in a field; null if there is none. */
export function lastWeek(
  { earlier }: Pick<DetectorContext, 'earlier'>,
  field: FieldDefinition,
  row: number,
): CellValue {
  const week = earlier.at(-1);
  const column = week?.columns.get(field.name);
  const before = week?.rows[row] ?? -1;
  return column && before >= 0 ? cellAt(column, before) : null;
}
