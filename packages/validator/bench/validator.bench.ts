import { type CellValue, companySchema, fieldName, type Row, rowsToTable } from '@stock-analyzer/schema';
import { figure, measureMedian } from '@stock-analyzer/tools/bench';
import { createValidator } from '@stock-analyzer/validator';

// A check of rows and of columns, 3 % of the cells defective, all issues collected; the elapsed time.
// The defects are of other types too, so the columns are mixed ones, the slowest kind.

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const defects: readonly CellValue[] = ['n/a', -1e9, 1e12, '', true];

function company(index: number, random: () => number): Row {
  const row: Row = {};
  for (const field of companySchema.fields) {
    const name = fieldName(field);
    if (random() < 0.03) row[name] = defects[Math.floor(random() * defects.length)]!;
    else if (field.kind === 'string') {
      const values: readonly string[] | undefined = 'values' in field ? field.values : undefined;
      row[name] = values
        ? values[Math.floor(random() * values.length)]!
        : `${field.key.toUpperCase()}${index}`;
    } else row[name] = Math.round(Math.exp(random() * 3));
  }
  return row;
}

const validator = createValidator(companySchema);
for (const count of [1_250, 12_500, 125_000]) {
  const random = randomOf(42);
  const rows = Array.from({ length: count }, (_, index) => company(index, random));
  const table = rowsToTable(rows);
  const runs = count > 50_000 ? 5 : 15;
  const time = async (name: string, run: () => unknown) =>
    figure(`validator.${name}_${count}_ms`, (await measureMedian(run, { runs })).ms, 'ms');
  await time('check_rows', () => validator.check(rows));
  await time('check_columns', () => validator.check(table));
  const findings = validator.check(table);
  await time('report_1000_issues', () => findings.toReport({ maxIssues: 1000 }));
  figure(`validator.issues_${count}`, findings.count(), 'issues');
}
