import type { CorrectionRule, ProposalSelector } from '@stock-analyzer/correction';
import { restoreRelease, rollbackCorrections } from '@stock-analyzer/etl';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { byOption, collect } from '../options';
import { finishRun } from '../summary';
import { Progress } from '../terminal/progress';
import { printJson } from '../terminal/text';
import { weekProgress } from '../week-progress';

interface RollbackOptions {
  readonly out: string;
  readonly corrections?: true;
  readonly ticker: string[];
  readonly field: string[];
  readonly rule: CorrectionRule[];
  readonly id: string[];
  readonly by: string;
  readonly reason: string;
  readonly source?: string;
  readonly json?: true;
}

/** `rollback RELEASE`: an earlier release again, or a release without its corrections. */
export function addRollback(program: Command, { terminal, exitWith }: CommandContext): void {
  program
    .command('rollback')
    .argument('<release>', 'id of a release, as in the releases folder')
    .description('make an earlier release the current one again, or take back the corrections of a release')
    .option('-o, --out <folder>', 'output folder', 'data')
    .option('--corrections', 'publish the week of this release again with the values that the source has')
    .option('--ticker <ticker>', 'only the corrections of this company (repeatable)', collect, [])
    .option('--field <name>', 'only the corrections of this field (repeatable)', collect, [])
    .option('--rule <rule>', 'only the corrections by this rule, such as scale (repeatable)', collect, [])
    .option('--id <id>', 'only this correction, by its id in the plan (repeatable)', collect, [])
    .addOption(byOption('who takes the corrections back'))
    .option('--reason <text>', 'why', 'rolled back')
    .option('--source <file>', 'where the workbook is now, if it was moved')
    .option('--json', 'print what is current now as JSON')
    .addHelpText(
      'after',
      `
--ticker, --field, --rule and --id mean corrections, with or without --corrections; what fits all of them is taken back, and
the rest stays. What is taken back counts as refused in the weeks to come.

Examples:
  stock-analyzer rollback 2025-10-03-5b1c9d2e
  stock-analyzer rollback 2025-10-10-0a9f3c11 --corrections --reason "the filings say otherwise"
  stock-analyzer rollback 2025-10-10-0a9f3c11 --ticker NVDA --field "ROE (Fwd)"`,
    )
    .action(async (release: string, options: RollbackOptions) => {
      const { out, by, reason, source, json } = options;
      const corrections = selectorOf(options);
      if (!options.corrections && Object.keys(corrections).length === 0) {
        const manifest = await restoreRelease(out, release);
        if (json) printJson(terminal, manifest);
        else terminal.out(`Release ${manifest.release_id} (week ${manifest.as_of}) is the current one.\n`);
        return;
      }
      const result = await Progress.of(terminal, (progress) =>
        rollbackCorrections(
          release,
          { by, reason, corrections, ...(source !== undefined && { source }) },
          { out, signal: terminal.signal, onProgress: weekProgress(progress) },
        ),
      );
      exitWith(finishRun(result, terminal, { out, ...(json && { json }) }));
    });
}

/** What the options mean; all of it if they say nothing. */
function selectorOf({ ticker, field, rule, id }: RollbackOptions): ProposalSelector {
  return {
    ...(ticker.length > 0 && { tickers: ticker }),
    ...(field.length > 0 && { fields: field }),
    ...(rule.length > 0 && { rules: rule }),
    ...(id.length > 0 && { ids: id }),
  };
}
