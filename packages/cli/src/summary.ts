import { plainText, textTable } from '@stock-analyzer/correction';
import type { RunRecord, RunStatus, WeekResult } from '@stock-analyzer/etl';
import type { Comparison, GateOutcome } from '@stock-analyzer/validator';
import { type ExitCode, exitCodes } from './exit-codes';
import type { Colors, Terminal } from './terminal/terminal';
import {
  bytes,
  companies,
  count,
  counted,
  type Fact,
  percent,
  printFacts,
  printJson,
  seconds,
} from './terminal/text';

const OUTCOMES: Readonly<Record<RunStatus, string>> = {
  published: 'published: it is the current release',
  history: 'kept as history: a newer week stays the current release',
  unchanged: 'unchanged: this very week is released already, nothing was written',
  held: 'held: it waits for a person, nothing was released',
  failed: 'refused by the quality gate, nothing was released',
};

/** What a run's status means to a script. */
function exitCodeOf(status: RunStatus): ExitCode {
  if (status === 'held') return exitCodes.held;
  return status === 'failed' ? exitCodes.refused : exitCodes.done;
}

/** Tells of a run as the caller wants it, and what its status means to a script. */
export function finishRun(
  result: WeekResult,
  terminal: Terminal,
  { out, json }: { readonly out: string; readonly json?: true },
): ExitCode {
  if (json) printJson(terminal, result.run);
  else printRun(result, terminal, out);
  return exitCodeOf(result.status);
}

/** A run in a screenful: what came out, what was done, and where the results are. */
function printRun(result: WeekResult, terminal: Terminal, out: string): void {
  const { color } = terminal;
  const { run } = result;
  const paint = run.status === 'held' || run.status === 'failed' ? color.yellow : color.green;
  terminal.out(`${color.bold(`Week of ${run.as_of.date}`)}, ${paint(OUTCOMES[run.status])}\n\n`);
  printFacts(terminal, [
    ['source', sourceLine(run)],
    ...weekFacts(result),
    ['gate', ...gateLines(run, color)],
    ...placesOf(result, out).map(([name, path]): Fact => [name, color.cyan(plainText(path))]),
  ]);
  if (run.status === 'held') {
    const where = out === 'data' ? '' : ` --out ${plainText(out)}`;
    const command = (name: string) => color.bold(`stock-analyzer ${name} ${run.run_id}${where}`);
    terminal.out(`\nDecide one by one, here or in the report: ${command('review')}\n`);
    terminal.out(`Accept whatever is proposed:              ${command('approve')}\n`);
  }
}

function weekFacts({ run, comparison }: WeekResult): Fact[] {
  const { before, after } = run.quality;
  const changed = comparison && [
    `${count(comparison.companies_in.length)} companies in`,
    `${count(comparison.companies_out.length)} out`,
    `${count(comparison.renamed.length)} renamed`,
    counted(comparison.unusual_moves_total, 'unusual moves'),
  ];
  return [
    ['companies', companies(after.total_companies, after.valid_companies)],
    ['rows', ...rowLines(run)],
    [
      'quality score',
      `${after.quality_score.toFixed(1)} of 100 (${before.quality_score.toFixed(1)} before correction)`,
    ],
    [
      'coverage',
      `${percent(after.field_coverage)} of the mapped fields were checked; the source has ${after.fields_present} of the ${after.fields_total}`,
    ],
    [
      'format issues',
      `in ${percent(after.format_issue_rate)} of the companies (${percent(before.format_issue_rate)} before correction)`,
    ],
    ['corrections', ...correctionLines(run)],
    ...(changed
      ? [['since last week', `${changed.join(', ')} (compared with ${run.compared_with})`] as const]
      : []),
    ['time', timeLine(run)],
  ];
}

function sourceLine({ source, sheets }: RunRecord): string {
  const name = source.file === null ? 'bytes without a name' : plainText(source.file);
  return [
    name,
    ...(source.bytes === null ? [] : [bytes(source.bytes)]),
    counted(sheets.length, 'sheets'),
  ].join(', ');
}

function rowLines({ totals, sheets }: RunRecord): string[] {
  const { rows_read, rows_published, rows_merged, rows_quarantined, rows_structural } = totals;
  return [
    `${count(rows_read)} read in ${counted(sheets.length, 'sheets')} = ${count(rows_published)} published + ${count(rows_merged)} merged`,
    `+ ${count(rows_quarantined)} quarantined + ${count(rows_structural)} structural (headers, blank lines, junk)`,
  ];
}

function correctionLines({ corrections, policy }: RunRecord): string[] {
  const { proposed, applied, refused, undecided, flagged } = corrections;
  const fates = [
    `${count(applied)} applied${policy && policy.name !== 'none' ? ` (policy "${policy.name}")` : ''}`,
    `${count(refused)} refused`,
    `${count(undecided)} undecided`,
  ];
  return [
    `${count(proposed)} proposed: ${fates.join(', ')}`,
    `${counted(flagged, 'cells')} flagged for a look, left as they are`,
  ];
}

function timeLine({ steps }: RunRecord): string {
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  const reading = steps.find(({ step }) => step === 'read')?.ms ?? 0;
  return `${seconds(total)}, of which reading ${seconds(reading)}`;
}

const SIGNS: Readonly<Record<GateOutcome, string>> = { pass: '✓', hold: '!', fail: '✗' };
const VERDICTS: Readonly<Record<GateOutcome, string>> = {
  pass: 'passed',
  hold: 'holds the week',
  fail: 'failed',
};
const LIMITS: Readonly<Record<Comparison, string>> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '==': 'exactly',
};

function gateLines({ gate }: RunRecord, color: Colors): string[] {
  const colors = { pass: color.green, hold: color.yellow, fail: color.red };
  const { conditions } = gate;
  const [, ...lines] = textTable(
    [
      { title: '', paint: (sign, row) => colors[conditions[row]!.outcome](sign) },
      { title: '' },
      { title: '', align: 'right' },
      { title: '', paint: color.dim },
    ],
    conditions.map(({ name, outcome, actual, comparison, limit, unit }) => [
      SIGNS[outcome],
      name.replaceAll('_', ' '),
      figure(actual, unit),
      comparison === '<=' && limit === 0 ? 'none allowed' : `${LIMITS[comparison]} ${figure(limit, unit)}`,
    ]),
  );
  return [colors[gate.outcome](VERDICTS[gate.outcome]), ...lines];
}

function figure(value: number | string | null, unit: string): string {
  if (typeof value !== 'number') return value ?? 'unknown';
  return unit === 'percent' ? percent(value) : count(value);
}

function placesOf({ releaseFolder, runFolder }: WeekResult, out: string): [name: string, path: string][] {
  if (!releaseFolder) {
    return [
      ['report', `${runFolder}/quality_report.html`],
      ['run', runFolder],
    ];
  }
  return [
    ['report', `${releaseFolder}/quality_report.html`],
    ['release', releaseFolder],
    ['database', `${out}/stock-analyzer.sqlite`],
  ];
}
