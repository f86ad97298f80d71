import { generateCorpus } from '@stock-analyzer/fixtures';
import {
  type CellValue,
  type ColumnTable,
  cellAt,
  columnOf,
  columnTable,
  type Dataset,
  type Issue,
} from '@stock-analyzer/schema';
import { globalScouterRelations, globalScouterRestatements } from '@stock-analyzer/schema/relations';
import { createValidator } from '../validator';
import { weekRules } from '../week/week-rules';

/** Four true weeks, oldest first; the last one is the one to spoil. */
export const trueWeeks = generateCorpus({ seed: 'week rules', companies: 400, weeks: 4 });
export const trueWeek = trueWeeks.at(-1)!;
export const earlier = trueWeeks.slice(0, -1);

export const validator = createValidator(trueWeek.schema, {
  rules: weekRules({ relations: globalScouterRelations, restatements: globalScouterRestatements }),
});

/** Changes a column of a week, canonical or native, cell by cell. */
export function changed(
  week: Dataset,
  field: string,
  change: (value: CellValue, row: number) => CellValue,
): Dataset {
  const part = week.fields.byName.has(field) ? 'fields' : 'native';
  const table = week[part];
  const columns = table.columns.map((column) =>
    column.name === field
      ? columnOf(
          field,
          Array.from({ length: table.rowCount }, (_, row) => change(cellAt(column, row), row)),
        )
      : column,
  );
  return { ...week, [part]: columnTable(table.rowCount, columns) };
}

/** The rows of a week in another order, or only some of them, or some twice. */
export function withRows(week: Dataset, rows: readonly number[]): Dataset {
  const pick = (table: ColumnTable) =>
    columnTable(
      rows.length,
      table.columns.map((column) =>
        columnOf(
          column.name,
          rows.map((row) => cellAt(column, row)),
        ),
      ),
    );
  return { ...week, fields: pick(week.fields), native: pick(week.native) };
}

/** A row of the week whose fields have values of some size, the n-th such. */
export function rowWith(week: Dataset, fields: readonly string[], nth = 0): number {
  const columns = fields.map((field) => week.fields.byName.get(field) ?? week.native.byName.get(field)!);
  const rows = Array.from({ length: week.fields.rowCount }, (_, row) => row).filter((row) =>
    columns.every((column) => Math.abs(Number(cellAt(column, row))) > 0.5),
  );
  return rows[nth * 7]!;
}

/** What a check of a spoilt week finds that the check of the true one did not, by rule. */
export function news(week: Dataset, rule: string, weeks: readonly Dataset[] = earlier): Issue[] {
  const told = (each: Dataset) =>
    validator.validate(each, { earlier: weeks }).issues.filter((issue) => issue.rule === rule);
  const key = ({ ticker, field }: Issue) => JSON.stringify([ticker, field]);
  const known = new Set(told(trueWeek).map(key));
  return told(week).filter((issue) => !known.has(key(issue)));
}
