import { plainText, textTable } from '@stock-analyzer/correction';
import type { Issue } from '@stock-analyzer/schema';
import { issuesToCsv, type ValidationReport } from '@stock-analyzer/validator';
import type { Command } from 'commander';
import { checkWeek, profileOption } from '../check-week';
import type { CommandContext } from '../command-context';
import { exitCodes } from '../exit-codes';
import { languageOption, parseCount } from '../options';
import type { Terminal } from '../terminal/terminal';
import { companies, count, counted, percent, printFacts, printJson } from '../terminal/text';

interface ValidateOptions {
  readonly profile?: string;
  readonly maxIssues?: number;
  readonly language: 'en' | 'ko';
  readonly json?: true;
  readonly csv?: true;
}

/** Issues printed on a terminal unless told otherwise. */
const FIRST_ISSUES = 20;

/** `validate FILE`: what is wrong with a week, without doing anything about it. */
export function addValidate(program: Command, { terminal, exitWith }: CommandContext): void {
  program
    .command('validate')
    .argument('<file>', 'a workbook, or canonical rows of companies as JSON or CSV')
    .description('check a week and print what is wrong with it; writes nothing')
    .option(
      '-n, --max-issues <number>',
      `list at most so many issues (default: ${FIRST_ISSUES}, with --json and --csv all)`,
      parseCount,
    )
    .addOption(profileOption())
    .addOption(languageOption())
    .option('--json', 'print the report as JSON')
    .option('--csv', 'print the issues as CSV')
    .addHelpText(
      'after',
      `
Exits with 4 if there are errors, with 0 if there are none; warnings are no errors.
In canonical rows keys or headers are the fields' display names, percentages are in percent (15.5 is 15.5 %);
metadata.as_of, the file's name or else its time of change tells the date.

Examples:
  stock-analyzer validate Global_Scouter_20251010.xlsb
  stock-analyzer validate data/companies.json --json --max-issues 0
  stock-analyzer validate mine-20251010.csv --profile canonical --language ko
  stock-analyzer validate Global_Scouter_20251010.xlsb --csv > issues.csv`,
    )
    .action(async (file: string, { profile, maxIssues, language, json, csv }: ValidateOptions) => {
      const limit = (json || csv) && maxIssues !== undefined ? { maxIssues } : {};
      const options = { language, ...limit, ...(profile !== undefined && { profile }) };
      const { report } = await checkWeek(file, options, terminal);
      if (csv) terminal.out(issuesToCsv(report.issues));
      else if (json) printJson(terminal, report);
      else printReport(file, report, maxIssues ?? FIRST_ISSUES, terminal);
      exitWith(report.summary.errors > 0 ? exitCodes.refused : exitCodes.done);
    });
}

function printReport(file: string, report: ValidationReport, maxIssues: number, terminal: Terminal): void {
  const { out, color } = terminal;
  const { summary, issues_total } = report;
  const print = (lines: readonly string[]) => out(`${lines.join('\n')}\n`);
  const verdict = summary.errors > 0 ? color.red('has errors') : color.green('has no errors');
  print([`${color.bold(plainText(file))} ${verdict}`, '']);
  printFacts(terminal, [
    ['as of', summary.as_of ?? 'unknown'],
    ['companies', companies(summary.total_companies, summary.valid_companies)],
    ['quality score', `${summary.quality_score.toFixed(1)} of 100`],
    [
      'coverage',
      `${percent(summary.field_coverage)} of the mapped fields were checked; the source has ${summary.fields_present} of the ${summary.fields_total}`,
    ],
    ['issues', severities(summary.errors, summary.warnings, summary.infos)],
  ]);
  if (issues_total === 0) return;
  const right = 'right' as const;
  const codes = Object.entries(report.by_code).sort(([, a], [, b]) => b - a);
  print([
    '',
    ...textTable(
      [{ title: 'kind of issue' }, { title: 'issues', align: right }],
      codes.map(([code, times]) => [code, count(times)]),
    ),
  ]);
  const fields = report.fields.filter(({ errors, warnings, infos }) => errors + warnings + infos > 0);
  print([
    '',
    ...textTable(
      [
        { title: 'field' },
        { title: 'errors', align: right },
        { title: 'warnings', align: right },
        { title: 'infos', align: right },
        { title: 'complete', align: right },
      ],
      fields.map(({ field, errors, warnings, infos, completeness }) => [
        field,
        count(errors),
        count(warnings),
        count(infos),
        percent(completeness),
      ]),
    ),
  ]);
  const issues = worstFirst(report.issues).slice(0, maxIssues);
  if (issues.length > 0) print(['', ...issueTable(issues, terminal)]);
  if (issues.length < issues_total) {
    print([
      '',
      `${count(issues.length)} of ${counted(issues_total, 'issues')}, the worst first; --csv lists them all.`,
    ]);
  }
}

function worstFirst(issues: readonly Issue[]): Issue[] {
  const rank = { error: 0, warning: 1, info: 2 };
  return issues.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function issueTable(issues: readonly Issue[], { color }: Terminal): string[] {
  const colors = { error: color.red, warning: color.yellow, info: color.dim };
  return textTable(
    [
      { title: 'severity', paint: (cell, row) => colors[issues[row]!.severity](cell) },
      { title: 'cell' },
      { title: 'ticker', widest: 12 },
      { title: 'field', widest: 26 },
      { title: 'what is wrong', widest: 80 },
    ],
    issues.map(({ severity, cell, row, ticker, field, message }) => [
      severity,
      cell ?? (row === null ? '' : `row ${row + 1}`),
      ticker ?? '',
      field ?? '',
      message,
    ]),
  );
}

function severities(errors: number, warnings: number, infos: number): string {
  return `${counted(errors, 'errors')}, ${counted(warnings, 'warnings')}, ${counted(infos, 'infos')}`;
}
