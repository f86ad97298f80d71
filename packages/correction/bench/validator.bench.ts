import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { proposeCorrections } from '@stock-analyzer/correction';
import { generateCorpus, plantErrors } from '@stock-analyzer/fixtures';
import { type ColumnTable, companySchema } from '@stock-analyzer/schema';
import { figure } from '@stock-analyzer/tools/bench';
import { generatedFiles } from '@stock-analyzer/tools/generated-files';
import { createValidator } from '@stock-analyzer/validator';
import { weekRules } from '@stock-analyzer/validator/week';

// The full validation of a week of the corpus: all rules, with relations and anomalies, against three earlier
// weeks, and the correction plan for what was found. The 39 canonical fields as column tables, 2.5 % of the cells
// wrong. Each size in a process of its own, which reads the weeks from files: its memory at most is that of the
// weeks, the validation, the plan, and Node itself. One run, nothing warmed up: a week is checked once.
// (It stands here as the validator may not import the correction; there, single values are measured.)

const [, program = '', task, path = '', size] = process.argv;
if (task === 'make') make(path, Number(size));
else if (task === 'check') check(path, Number(size));
else {
  for (const count of [12_500, 125_000]) {
    const folder = new URL(`../weeks-${count}/`, `file://${program}`).pathname;
    // Made in a process of its own, as it takes more memory than the check.
    const [weeks = ''] = await generatedFiles(folder, ['weeks.bin'], (_name, to) => {
      run('make', to, String(count));
    });
    process.stdout.write(run('check', weeks, String(count)));
  }
}

function run(...parameters: readonly string[]): string {
  const child = spawnSync(process.execPath, ['--max-old-space-size=8000', program, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${parameters.join(' ')} failed`);
  return child.stdout;
}

function make(to: string, companies: number): void {
  const { earlier, week } = plantErrors(generateCorpus({ seed: 'full', companies, weeks: 4 }), {
    seed: 'full',
  });
  writeFileSync(to, serialize([...earlier, week].map(({ fields }) => fields)));
}

function check(from: string, count: number): void {
  const weeks: ColumnTable[] = deserialize(readFileSync(from));
  const table = weeks.pop()!;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const validator = createValidator(companySchema, { rules: weekRules() });
  const report = validator.validate(table, { earlier: weeks });
  const checked = performance.now();
  const plan = proposeCorrections(table, report, { schema: companySchema, earlier: weeks });
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  figure(`validator.full_${count}_ms`, end - start, 'ms');
  figure(`validator.full_${count}_cpu_ms`, (user + system) / 1000, 'ms');
  figure(`validator.full_${count}_check_ms`, checked - start, 'ms');
  figure(`validator.full_${count}_plan_ms`, end - checked, 'ms');
  figure(`validator.full_${count}_rss_mb`, peakKb() / 1024, 'MB');
  figure(`validator.full_${count}_issues`, report.issues_total, 'issues');
  figure(`validator.full_${count}_proposals`, plan.proposals.length, 'proposals');
}

/** Where Linux tells it, without what the process was forked from. */
function peakKb(): number {
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
