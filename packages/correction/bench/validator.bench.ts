import { spawnSync } from 'node:child_process';
import { appendFileSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { proposeCorrections } from '@stock-analyzer/correction';
import { generateCorpus, plantErrors } from '@stock-analyzer/fixtures';
import { type Column, type ColumnTable, columnTable, companySchema } from '@stock-analyzer/schema';
import { figure, median } from '@stock-analyzer/tools/bench';
import { generatedFiles } from '@stock-analyzer/tools/generated-files';
import { createValidator } from '@stock-analyzer/validator';
import { weekRules } from '@stock-analyzer/validator/week';

// The full validation of a week of the corpus: all rules, with relations and anomalies, against three earlier
// weeks, and the correction plan for what was found. The 39 canonical fields as column tables, 3 % of the cells
// wrong, in every way that the corpus knows. Each size in a process of its own, which reads the weeks from files: its memory at most is that of the
// weeks, the validation, the plan, and Node itself. The smaller week is the median of seven runs, the first told too.
// (It stands here as the validator may not import the correction; there, single values are measured.)

const WEEKS = 4;
const { gc: collectGarbage } = globalThis as { gc?: () => void };
const [, program = '', task, path = '', size] = process.argv;
if (task === 'make') make(path, Number(size));
else if (task === 'check') check(path, Number(size));
else {
  for (const count of [12_500, 125_000]) {
    const folder = new URL(`../weeks-${count}/`, `file://${program}`).pathname;
    // Made in a process of its own, as that takes more memory than the check.
    const [weeks = ''] = await generatedFiles(folder, ['weeks.bin'], (_name, to) => {
      run('make', to, String(count));
    });
    process.stdout.write(run('check', weeks, String(count)));
  }
}

function run(...parameters: readonly string[]): string {
  const child = spawnSync(
    process.execPath,
    ['--max-old-space-size=8000', '--expose-gc', program, ...parameters],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.status !== 0) throw new Error(`${parameters.join(' ')} failed`);
  return child.stdout;
}

function make(to: string, companies: number): void {
  const { earlier, week } = plantErrors(generateCorpus({ seed: 'full', companies, weeks: WEEKS }), {
    seed: 'full',
    rate: 0.03,
    columns: 0,
  });
  const parts = [...earlier, week].map(({ fields }) => serialize(fields));
  writeFileSync(
    to,
    Float64Array.from(parts, ({ length }) => length),
  );
  for (const part of parts) appendFileSync(to, part);
}

/** The weeks of a file, oldest first. What one was read from goes before the next is read. */
function readWeeks(from: string): ColumnTable[] {
  const file = openSync(from, 'r');
  const lengths = new Float64Array(WEEKS);
  readSync(file, lengths);
  return Array.from(lengths, (length) => {
    collectGarbage?.();
    const bytes = Buffer.allocUnsafeSlow(length);
    readSync(file, bytes);
    return compact(deserialize(bytes));
  });
}

/** The same without views of what it was read from, which would keep the whole of it. */
function compact({ rowCount, columns }: ColumnTable): ColumnTable {
  const own = columns.map((column): Column => {
    const validity = column.validity.slice();
    if (column.type === 'string') return { ...column, validity, codes: column.codes.slice() };
    return { ...column, validity, values: column.values.slice() } as Column;
  });
  return columnTable(rowCount, own);
}

function check(from: string, count: number): void {
  const weeks = readWeeks(from);
  collectGarbage?.();
  const table = weeks.pop()!;
  const validator = createValidator(companySchema, { rules: weekRules() });
  // The big week once: its own warming up does not matter.
  const runs = Array.from({ length: count > 50_000 ? 1 : 7 }, () => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const findings = validator.check(table, { earlier: weeks });
    const report = findings.toReport({ maxIssues: 1000 });
    const checked = performance.now();
    const plan = proposeCorrections(table, findings, { schema: companySchema, earlier: weeks });
    const end = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    return {
      all: end - start,
      check: checked - start,
      plan: end - checked,
      cpu: (user + system) / 1000,
      issues: report.issues_total,
      proposals: plan.proposals.length,
    };
  });
  const middle = (of: keyof (typeof runs)[number]) => median(runs.map((run) => run[of]));
  figure(`validator.full_${count}_ms`, middle('all'), 'ms');
  figure(`validator.full_${count}_first_ms`, runs[0]!.all, 'ms');
  figure(`validator.full_${count}_cpu_ms`, middle('cpu'), 'ms');
  figure(`validator.full_${count}_check_ms`, middle('check'), 'ms');
  figure(`validator.full_${count}_plan_ms`, middle('plan'), 'ms');
  figure(`validator.full_${count}_rss_mb`, peakKb() / 1024, 'MB');
  figure(`validator.full_${count}_issues`, runs[0]!.issues, 'issues');
  figure(`validator.full_${count}_proposals`, runs[0]!.proposals, 'proposals');
}

/** Where Linux tells it, without what the process was forked from. */
function peakKb(): number {
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
