import type { ColumnTable, Dataset } from '@stock-analyzer/schema';
import { cellsJson, remarksJson } from './columns';
import type { FileMetadata } from './metadata';

/** The names of the fields once, and one array a company. */
export function arraysJson({ fields, native, marks }: Dataset, metadata: FileMetadata): string {
  const columns = [...fields.columns, ...native.columns];
  return `{
"metadata":${JSON.stringify(metadata)},
${tableJson(fields)},
"native":{${tableJson(native)}},
${remarksJson(columns, marks)}}
`;
}

function tableJson({ columns, rowCount }: ColumnTable): string {
  const cells = columns.map(cellsJson);
  const rows = Array.from(
    { length: rowCount },
    (_, row) => `[${cells.map((column) => column[row]).join(',')}]`,
  );
  return `"fields":${JSON.stringify(columns.map(({ name }) => name))},\n"rows":[\n${rows.join(',\n')}\n]`;
}
