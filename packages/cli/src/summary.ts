import type { RunRecord, RunStatus, WeekResult } from '@stock-analyzer/etl';
import { type ExitCode, exitCodes } from './exit-codes';
import type { Terminal } from './terminal/terminal';

const OUTCOMES: Readonly<Record<RunStatus, string>> = {
  published: 'published',
  history: 'kept as history; a newer week stays the current release',
  unchanged: 'unchanged: this very week is already released',
  held: 'held: it waits for a person',
  failed: 'refused by the quality gate',
};

/** What a run's status means to a script. */
export function exitCodeOf(status: RunStatus): ExitCode {
  if (status === 'held') return exitCodes.held;
  return status === 'failed' ? exitCodes.refused : exitCodes.done;
}

/** A run in a screenful: what came out, what was done, and where the results are. */
export function printRun(result: WeekResult, terminal: Terminal, out: string): void {
  const { color } = terminal;
  const { run } = result;
  const { before, after } = run.quality;
  const good = run.status !== 'held' && run.status !== 'failed';
  const rate = (percent: number) => `${percent.toFixed(1)} %`;
  const lines: [string, string][] = [
    ['week', `${run.as_of.date} (${run.source.file ?? 'bytes'})`],
    ['status', (good ? color.green : color.yellow)(OUTCOMES[run.status])],
    ['companies', `${after.total_companies}, of which ${after.valid_companies} without an error`],
    ['rows', rowsLine(run)],
    [
      'quality score',
      `${after.quality_score.toFixed(1)} of 100 (before correction ${before.quality_score.toFixed(1)})`,
    ],
    [
      'coverage',
      `${rate(after.field_coverage)} of the mapped fields checked; the source has ${after.fields_present} of ${after.fields_total}`,
    ],
    [
      'format issues',
      `${rate(before.format_issue_rate)} of companies before correction, ${rate(after.format_issue_rate)} after`,
    ],
    ['corrections', correctionsLine(run)],
    ['gate', run.gate.outcome === 'pass' ? color.green('pass') : color.yellow(run.gate.outcome)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  terminal.out('\n');
  for (const [name, text] of lines) terminal.out(`${color.bold(name.padEnd(width))}  ${text}\n`);
  for (const condition of run.gate.conditions) {
    const passed = condition.outcome === 'pass';
    terminal.out(
      `${' '.repeat(width)}  ${passed ? color.green('✓') : color.red('✗')} ${condition.message}\n`,
    );
  }
  terminal.out('\n');
  const where: [string, string][] = result.releaseFolder
    ? [
        ['report', `${result.releaseFolder}/quality_report.html`],
        ['release', result.releaseFolder],
        ['database', `${out}/stock-analyzer.sqlite`],
      ]
    : [
        ['report', `${result.runFolder}/quality_report.html`],
        ['run', result.runFolder],
      ];
  for (const [name, path] of where) terminal.out(`${color.bold(name.padEnd(width))}  ${color.cyan(path)}\n`);
  if (run.status === 'held') {
    terminal.out(
      `\nLook at the report, then: ${color.bold(`stock-analyzer approve ${run.run_id} --out ${out}`)}\n`,
    );
  }
}

function rowsLine({ totals }: RunRecord): string {
  const { rows_read, rows_published, rows_merged, rows_quarantined, rows_structural } = totals;
  return `${rows_read} read = ${rows_published} published + ${rows_merged} merged + ${rows_quarantined} quarantined + ${rows_structural} structural`;
}

function correctionsLine({ corrections, policy }: RunRecord): string {
  const { proposed, applied, refused, undecided, flagged } = corrections;
  const by = policy && policy.name !== 'none' ? ` (policy "${policy.name}")` : '';
  return `${proposed} proposed, ${applied} applied${by}, ${refused} refused, ${undecided} undecided; ${flagged} only flagged`;
}
