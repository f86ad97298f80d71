import { type Column, cellAt, type FieldDefinition, type Schema } from '@stock-analyzer/schema';
import { type CorrectionData, columnsOf, isDataset } from '../data';

const MONTH = /^[A-Z][a-z]{2}-\d{2}$/;

/** The fields that data may have: the schema's, and a week's native ones. Of one name the schema's is meant. */
export function definitionsOf(data: CorrectionData, schema: Schema): readonly FieldDefinition[] {
  if (!isDataset(data)) return schema.fields;
  return [...schema.fields, ...data.nativeSchema.fields.filter(({ name }) => !schema.byName.has(name))];
}

/**
 * The columns of fields, by the field's display name. A field whose name holds a month is found under another
 * month too (`PER (Nov-25)`); its exact name wins, else the first.
 */
export function columnsByField(
  data: CorrectionData,
  fields: readonly FieldDefinition[],
): Map<string, Column> {
  const all = columnsOf(data);
  const named = new Map(all.toReversed().map((column) => [column.name, column]));
  const columns = new Map<string, Column>();
  for (const field of fields) {
    const column =
      named.get(field.name) ?? (field.month ? all.find(({ name }) => isMonthOf(field, name)) : undefined);
    if (column) columns.set(field.name, column);
  }
  return columns;
}

function isMonthOf({ name, month }: FieldDefinition, header: string): boolean {
  const at = month ? name.indexOf(month) : -1;
  if (!month || at < 0) return false;
  const after = name.slice(at + month.length);
  return (
    header.startsWith(name.slice(0, at)) &&
    header.endsWith(after) &&
    MONTH.test(header.slice(at, header.length - after.length))
  );
}

/** A column's cells as texts; null where there is none. */
export function textsOf(column: Column | undefined, rowCount: number): (string | null)[] {
  const texts: (string | null)[] = new Array(rowCount).fill(null);
  for (let row = 0; column && row < rowCount; row++) texts[row] = textAt(column, row);
  return texts;
}

/** A cell as text; null if there is none. */
export function textAt(column: Column, row: number): string | null {
  const value = cellAt(column, row);
  return value === null || typeof value === 'string' ? value : String(value);
}
