import type { Column, ColumnTable, FieldDefinition, Schema } from '@stock-analyzer/schema';

const MONTH = /^[A-Z][a-z]{2}-\d{2}$/;

/**
 * The columns of a schema's fields, by the field's display name. A field whose name holds a month is found
 * under another month too (`PER (Nov-25)`); its exact name wins, else the first.
 */
export function columnsOf(table: ColumnTable, schema: Schema): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const field of schema.fields) {
    const column = table.byName.get(field.name) ?? table.columns.find(({ name }) => isMonthOf(field, name));
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
