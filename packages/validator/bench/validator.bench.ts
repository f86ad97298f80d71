import { type CellValue, companySchema, fieldName, type Row, rowsToTable } from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';

// Times a check of rows and of columns, 3 % of the cells defective; median of several runs.

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

function median(run: () => unknown, times: number): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[times >> 1]!;
}

const validator = createValidator(companySchema);
for (const count of [1_250, 12_500, 125_000]) {
  const random = randomOf(42);
  const rows = Array.from({ length: count }, (_, index) => company(index, random));
  const table = rowsToTable(rows);
  const times = count > 50_000 ? 5 : 15;
  const line = (name: string, value: number, unit: string) =>
    console.log(`validator.${name}_${count} ${value.toFixed(2)} ${unit}`);
  line(
    'rows',
    median(() => validator.check(rows), times),
    'ms',
  );
  line(
    'columns',
    median(() => validator.check(table), times),
    'ms',
  );
  const findings = validator.check(table);
  line(
    'report',
    median(() => findings.toReport({ maxIssues: 1000 }), times),
    'ms',
  );
  line('issues', findings.count(), 'issues');
}
