import { type Column, type ColumnTable, cellAt, type Dataset } from '@stock-analyzer/schema';
import { cellJson } from '@stock-analyzer/schema/json';
import { marksJson } from './marks';
import type { FileMetadata } from './metadata';

/** One array a field, one field a line. */
export function columnsJson({ fields, native, marks }: Dataset, metadata: FileMetadata): string {
  const columns = [...fields.columns, ...native.columns];
  return `{
"metadata":${JSON.stringify(metadata)},
"columns":${tableJson(fields)},
"native":${tableJson(native)},
${remarksJson(columns, marks)}}
`;
}

function tableJson({ columns }: ColumnTable): string {
  return `{\n${columns.map((column) => `${JSON.stringify(column.name)}:[${cellsJson(column).join(',')}]`).join(',\n')}\n}`;
}

/** Each cell of a column; dictionary texts are encoded once. */
export function cellsJson(column: Column): string[] {
  const texts = column.type === 'string' ? column.dictionary.map((text) => JSON.stringify(text)) : [];
  return Array.from(column.validity, (valid, row) => {
    if (valid !== 1) return 'null';
    return column.type === 'string' ? texts[column.codes[row]!]! : cellJson(cellAt(column, row));
  });
}

/** Why values are missing, by field and row from 0, and what was corrected. */
export function remarksJson(columns: readonly Column[], marks: Dataset['marks']): string {
  const missing = columns.flatMap(({ name, causes }) =>
    causes?.size ? [`${JSON.stringify(name)}:${JSON.stringify(Object.fromEntries(causes))}`] : [],
  );
  return `"missing":{${missing.join(',\n')}},\n"quality":${marksJson(marks)}\n`;
}
