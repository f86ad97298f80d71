import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPlan, decideByPolicy, proposeCorrections } from '@stock-analyzer/correction';
import { processWeek, type WeekResult } from '@stock-analyzer/etl';
import { companyRows, writeWorkbookFile } from '@stock-analyzer/fixtures';
import { type CompanyRow, companySchema, rowsToTable } from '@stock-analyzer/schema';
import { figure, measureMedian } from '@stock-analyzer/tools/bench';
import { createValidator } from '@stock-analyzer/validator';

// 1. The check and the correction of 1,250 companies with all 39 fields filled. Some are off by a hundred, so
// that there is something to propose and to apply.
const rows = companyRows({ seed: 1, count: 1250 }).map(
  (row, at): CompanyRow =>
    at % 100 === 0 ? { ...row, 'ROE (Fwd)': (row['ROE (Fwd)'] as number) * 100 } : row,
);
const table = rowsToTable(rows);
const validator = createValidator(companySchema);
const policy = { name: 'bench', minConfidence: 0.5 };

function validateAndCorrect(): number {
  const report = validator.validate(table);
  const plan = proposeCorrections(table, report.issues, { schema: companySchema });
  const { data, journal } = applyPlan(table, plan, decideByPolicy(plan, policy));
  validator.validate(data);
  return journal.entries.length;
}
if (validateAndCorrect() === 0) throw new Error('Nothing was corrected: the benchmark measures too little');
const both = await measureMedian(validateAndCorrect, { runs: 31, warmups: 10 });
figure('week.validate_correct_1250_ms', both.ms, 'ms');

// 2. A whole week of real size, everything written, in a folder that has the week before: what a weekly run is.
const folder = mkdtempSync(join(tmpdir(), 'week-bench-'));
const out = join(folder, 'out');
const before = join(folder, 'Global_Scouter_20251003.xlsb');
const source = join(folder, 'Global_Scouter_20251010.xlsb');
writeWorkbookFile(before, 'mid', { asOf: '2025-10-03', defects: [] });
writeWorkbookFile(source, 'mid', { asOf: '2025-10-03', week: 1 });

/** The first in this process: nothing is warm, as in a shell. */
const first = await run(before);
const second = await run(source);
report('week.first', first);
report('week', second);
const { totals } = second.run;
for (const [name, value] of Object.entries(totals)) figure(`week.${name}`, value, 'rows');
rmSync(folder, { recursive: true });

async function run(path: string): Promise<WeekResult> {
  const approval = { by: 'bench', at: new Date().toISOString(), reason: 'bench' };
  const result = await processWeek(path, { out, policy, approval });
  if (result.status !== 'published') throw new Error(`The week is ${result.status}`);
  return result;
}

function report(name: string, { run: { steps } }: WeekResult): void {
  const own = steps.filter(({ step }) => step !== 'read' && step !== 'open');
  const sum = (key: 'ms' | 'cpu_ms') => own.reduce((total, step) => total + step[key], 0);
  figure(`${name}.process_cpu_s`, sum('cpu_ms') / 1000, 's');
  figure(`${name}.process_ms`, sum('ms'), 'ms');
  for (const { step, ms, cpu_ms } of steps) {
    figure(`${name}.step.${step}_ms`, ms, 'ms');
    if (step !== 'read' && step !== 'open')
      figure(`${name}.step.${step}_share`, (100 * cpu_ms) / sum('cpu_ms'), 'percent');
  }
}
