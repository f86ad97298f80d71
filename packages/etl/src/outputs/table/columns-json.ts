import type { Column, SheetTable } from '@stock-analyzer/schema';
import { cellJson } from '@stock-analyzer/schema/json';

/** The columns of a table as JSON, one a line. `JSON.parse` gives all of it back: null stands where no value is. */
export function* columnsJson(
  { name, visibility, firstRow, rowCount, columns, declaredRange, blankRows }: SheetTable,
  date1904: boolean,
): Generator<string> {
  const head = {
    sheet: name,
    visibility,
    date_1904: date1904,
    declared_range: declaredRange ?? null,
    first_row: firstRow,
    row_count: rowCount,
    blank_rows: blankRows ?? null,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"columns":[\n`;
  for (const [at, column] of columns.entries()) {
    yield `${columnJson(column)}${at < columns.length - 1 ? ',' : ''}\n`;
  }
  yield ']}\n';
}

function columnJson(column: Column): string {
  const { name, type, causes, formats } = column;
  const members = [`"column":${JSON.stringify(name)}`, `"type":"${type}"`, valueMembers(column)];
  if (causes) members.push(`"causes":${JSON.stringify(Object.fromEntries(causes))}`);
  if (formats) {
    const exceptions = Object.fromEntries(formats.exceptions);
    members.push(`"formats":${JSON.stringify({ common: formats.common, exceptions })}`);
  }
  return `{${members.join(',')}}`;
}

function valueMembers(column: Column): string {
  if (column.type === 'string') {
    return `"dictionary":${JSON.stringify(column.dictionary)},"codes":[${column.codes.join(',')}]`;
  }
  const texts = Array.from(column.values, (value, row) => {
    if (column.validity[row] !== 1) return 'null';
    return cellJson(column.type === 'boolean' ? value === 1 : value);
  });
  return `"values":[${texts.join(',')}]`;
}
