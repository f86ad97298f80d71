import type { Decision } from '@stock-analyzer/correction';
import { approveRun, type HeldRun, readHeldRun } from '@stock-analyzer/etl';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { CliError } from '../errors';
import { manualCorrections, type Setting, setOption } from '../manual';
import { byOption, collect, parseConfidence } from '../options';
import { readDecisionFile } from '../review/decision-file';
import { finishRun } from '../summary';
import { Progress } from '../terminal/progress';
import { weekProgress } from '../week-progress';

interface ApproveOptions {
  readonly out: string;
  readonly by: string;
  readonly reason: string;
  readonly field: string[];
  readonly ticker: string[];
  readonly minConfidence?: number;
  readonly refuse?: true;
  readonly decisions?: string;
  readonly set: readonly Setting[];
  readonly source?: string;
  readonly json?: true;
}

/** `approve RUN`: a person's word on a held run. */
export function addApprove(program: Command, { terminal, exitWith }: CommandContext): void {
  program
    .command('approve')
    .argument('<run>', 'id of the held run')
    .description('publish a held run, with the corrections that you accept')
    .option('-o, --out <folder>', 'output folder of the run', 'data')
    .addOption(byOption('who approves'))
    .option('--reason <text>', 'why', 'approved')
    .option('--field <name>', 'accept only corrections of this field (repeatable)', collect, [])
    .option('--ticker <ticker>', 'accept only corrections of this company (repeatable)', collect, [])
    .option('--min-confidence <number>', 'accept only corrections at least this sure', parseConfidence)
    .option('--refuse', 'publish the values as they are, without any correction')
    .option('--decisions <file>', 'what a review decided; the other options then speak of the rest')
    .addOption(setOption())
    .option('--source <file>', 'where the workbook is now, if it was moved')
    .option('--json', 'print the run record as JSON')
    .addHelpText(
      'after',
      `
What is not accepted is refused. With --decisions every proposal has to be decided there, or --field, --ticker,
--min-confidence or --refuse say what becomes of the rest. What held the run otherwise (dates that disagree, for example) is accepted.
A value of --set takes the place of what is proposed for its cell; percentages are in percent.

Examples:
  stock-analyzer approve 20251010T093000Z-1a2b3c --reason "checked against the filings"
  stock-analyzer approve 20251010T093000Z-1a2b3c --field "ROE (Fwd)" --min-confidence 0.95
  stock-analyzer approve 20251010T093000Z-1a2b3c --set "NVDA:ROE (Fwd)=79.43" --reason "10-K, page 31"
  stock-analyzer approve 20251010T093000Z-1a2b3c --decisions decisions-20251010T093000Z-1a2b3c.json`,
    )
    .action(async (run: string, options: ApproveOptions) => {
      const { out, by, reason, field, ticker, minConfidence, refuse, source, json } = options;
      const accept = {
        ...(field.length > 0 && { fields: field }),
        ...(ticker.length > 0 && { tickers: ticker }),
        ...(minConfidence !== undefined && { minConfidence }),
        ...(refuse && { ids: [] }),
      };
      const isRestDecided = Object.keys(accept).length > 0;
      const decisions =
        options.decisions === undefined
          ? undefined
          : await decisionsFrom(options.decisions, await readHeldRun(out, run), isRestDecided);
      const word = {
        by,
        reason,
        ...(decisions && { decisions }),
        ...((isRestDecided || !decisions) && { accept }),
        ...(source !== undefined && { source }),
      };
      const result = await Progress.of(terminal, (progress) =>
        approveRun(run, word, {
          out,
          manual: manualCorrections(options.set, word),
          signal: terminal.signal,
          onProgress: weekProgress(progress),
        }),
      );
      exitWith(finishRun(result, terminal, { out, ...(json && { json }) }));
    });
}

/** @throws CliError `UNDECIDED` if the file leaves proposals undecided of which nothing else is said */
async function decisionsFrom(
  file: string,
  { plan, run }: HeldRun,
  isRestDecided: boolean,
): Promise<Decision[]> {
  const decisions = await readDecisionFile(file, plan);
  const decided = new Set([...decisions, ...run.decisions].map(({ proposal }) => proposal));
  const open = plan.proposals.filter(({ id }) => !decided.has(id)).length;
  if (open > 0 && !isRestDecided) {
    throw new CliError({
      code: 'UNDECIDED',
      message: `${open} of ${plan.proposals.length} proposals are not decided`,
      place: { file },
      advice: 'Decide them in a review, or say with --refuse or --min-confidence what becomes of them.',
    });
  }
  return decisions;
}
