import { type ColumnTable, cellAt, columnOf, columnTable, type Dataset } from '@stock-analyzer/schema';

/** The dataset with these rows only, and all its marks. */
export function keepRows(dataset: Dataset, rows: readonly number[]): Dataset {
  const { fields, native } = dataset;
  return { ...dataset, fields: only(fields, rows), native: only(native, rows), origins: null };
}

function only(table: ColumnTable, rows: readonly number[]): ColumnTable {
  return columnTable(
    rows.length,
    table.columns.map((column) => {
      const fresh = columnOf(
        column.name,
        rows.map((row) => cellAt(column, row)),
      );
      const causes = rows.flatMap((row, at) => {
        const cause = column.causes?.get(row);
        return cause ? [[at, cause] as const] : [];
      });
      return causes.length > 0 ? { ...fresh, causes: new Map(causes) } : fresh;
    }),
  );
}
