import type { CorrectionPlan, CorrectionPolicy, Decision } from '@stock-analyzer/correction';
import { processWeek } from '@stock-analyzer/etl';
import type { Command } from 'commander';
import { profileById, profileOption } from '../check-week';
import type { CommandContext } from '../command-context';
import { manualCorrections, type Setting, setOption } from '../manual';
import { byOption, parseDay, parsePolicy } from '../options';
import { askAboutPlan } from '../review/ask-about-plan';
import { finishRun } from '../summary';
import { Progress } from '../terminal/progress';
import { weekProgress } from '../week-progress';

interface RunOptions {
  readonly out: string;
  readonly policy?: CorrectionPolicy;
  readonly profile?: string;
  readonly asOf?: string;
  readonly by: string;
  readonly set: readonly Setting[];
  readonly reason: string;
  readonly json?: true;
}

/** `run FILE`: the weekly job. */
export function addRun(program: Command, { terminal, exitWith }: CommandContext): void {
  program
    .command('run')
    .argument('<file>', 'the workbook: XLSB, XLSX, XLS, ODS, CSV or JSON')
    .description('process a week and publish it as a release')
    .option('-o, --out <folder>', 'output folder', 'data')
    .option(
      '-p, --policy <policy>',
      'what may be corrected unasked: none, demo, or a confidence from 0.5 to 1',
      parsePolicy,
    )
    .addOption(profileOption())
    .option('--as-of <date>', 'YYYY-MM-DD, for a file in which nothing says it', parseDay)
    .addOption(byOption('who decides about corrections'))
    .addOption(setOption())
    .option('--reason <text>', 'why values are put in by hand', 'set by hand')
    .option('--json', 'print the run record as JSON')
    .addHelpText(
      'after',
      `
Corrections that the policy does not allow are asked about on a terminal; without one they hold the run
(exit code 3) until "stock-analyzer approve RUN". The policy "none" is the default; "demo" applies all.

Examples:
  stock-analyzer run Global_Scouter_20251010.xlsb
  stock-analyzer run week.xlsb --out /srv/data --policy 0.99 --json
  stock-analyzer run week.xlsb --set "NVDA:ROE (Fwd)=79.43" --reason "10-K, page 31"
  stock-analyzer run mine.csv --profile canonical --as-of 2025-10-10`,
    )
    .action(async (file: string, options: RunOptions) => {
      const { out, policy, by, set, reason, asOf, json } = options;
      const profile = profileById(options.profile);
      const result = await Progress.of(terminal, (progress) => {
        const ask = (plan: CorrectionPlan): Promise<Decision[]> => {
          progress.end();
          return askAboutPlan(plan, by, terminal);
        };
        return processWeek(file, {
          out,
          ...(policy && { policy }),
          ...(profile && { profile }),
          ...(asOf !== undefined && { asOf }),
          manual: manualCorrections(set, { by, reason }),
          ...(terminal.isInteractive && { decide: ask }),
          signal: terminal.signal,
          onProgress: weekProgress(progress),
        });
      });
      exitWith(finishRun(result, terminal, { out, ...(json && { json }) }));
    });
}
