import {
  applyPlan,
  type CorrectionPlan,
  type CorrectionPolicy,
  type Decision,
  decideByPolicy,
  previewPlan,
  proposeCorrections,
  rollback,
} from '@stock-analyzer/correction';
import type { Command } from 'commander';
import { checkWeek, profileOption } from '../check-week';
import type { CommandContext } from '../command-context';
import { companiesText, journalPath, readCompaniesFile, readJournal } from '../correction-files';
import { byOption, languageOption, parsePolicy } from '../options';
import { askAboutPlan } from '../review/ask-about-plan';
import type { Terminal } from '../terminal/terminal';
import { count, counted, printJson } from '../terminal/text';
import { writeWhole } from '../write-whole';

interface CorrectOptions {
  readonly policy?: CorrectionPolicy;
  readonly profile?: string;
  readonly out?: string;
  readonly undo?: string;
  readonly by: string;
  readonly language: 'en' | 'ko';
  readonly json?: true;
}

/** `correct FILE`: corrections of a week without a release, and their undoing. */
export function addCorrect(program: Command, { terminal }: CommandContext): void {
  program
    .command('correct')
    .argument('<file>', 'a workbook, or canonical rows of companies; with --undo the corrected file')
    .description('show what would be corrected; with --out write the corrected rows and a journal')
    .option(
      '-p, --policy <policy>',
      'what may be corrected unasked: none, demo, or a confidence from 0.5 to 1',
      parsePolicy,
    )
    .option('-o, --out <file>', 'write the canonical rows to this JSON file, the journal beside it')
    .option('-u, --undo <journal>', 'take the corrections of this journal back')
    .addOption(profileOption())
    .addOption(byOption('who decides about corrections'))
    .addOption(languageOption())
    .option('--json', 'print the plan, the decisions and the journal as JSON')
    .addHelpText(
      'after',
      `
Without --out nothing is written. With it, corrections that the policy does not allow are asked about on a
terminal and left alone without one. Undoing gives exactly the data back that was corrected.

Examples:
  stock-analyzer correct Global_Scouter_20251010.xlsb
  stock-analyzer correct Global_Scouter_20251010.xlsb --policy 0.95 --out week.json
  stock-analyzer correct week.json --undo week.journal.json --out as-it-was.json`,
    )
    .action((file: string, options: CorrectOptions) =>
      options.undo === undefined
        ? correct(file, options, terminal)
        : undo(file, options.undo, options, terminal),
    );
}

async function correct(file: string, options: CorrectOptions, terminal: Terminal): Promise<void> {
  const { policy, profile, out, language, json } = options;
  const { dataset, report } = await checkWeek(file, profile === undefined ? {} : { profile }, terminal);
  const plan = proposeCorrections(dataset, report.issues);
  const decided = decideByPolicy(plan, policy);
  const asked =
    out !== undefined && terminal.isInteractive ? await askAbout(plan, decided, options, terminal) : [];
  const decisions = [...decided, ...asked];
  const { data, journal } = applyPlan(dataset, plan, decisions);
  const written =
    out === undefined ? null : { data: out, journal: journal.entries.length > 0 ? journalPath(out) : null };
  if (written) {
    // The journal first: there is never corrected data without the way back.
    if (written.journal !== null) await writeWhole(written.journal, `${JSON.stringify(journal, null, 2)}\n`);
    await writeWhole(written.data, companiesText(data));
  }
  if (json) {
    printJson(terminal, { plan, decisions, journal, written });
    return;
  }
  if (!terminal.isInteractive || out === undefined) {
    terminal.out(`${previewPlan(plan, { language, color: terminal.color.isColorSupported })}\n`);
  }
  const applied = journal.entries.length;
  const left = plan.proposals.length - applied;
  if (written === null) {
    terminal.out('Dry run: nothing was written. --out FILE.json writes the rows with what you accept.\n');
  } else {
    terminal.out(`${counted(applied, 'corrections')} applied, ${count(left)} left alone.\n`);
    terminal.out(`Rows: ${written.data}\n`);
    if (written.journal !== null) terminal.out(`Journal: ${written.journal}\n`);
  }
}

async function askAbout(
  plan: CorrectionPlan,
  decided: readonly Decision[],
  { by }: CorrectOptions,
  terminal: Terminal,
): Promise<Decision[]> {
  const known = new Set(decided.map(({ proposal }) => proposal));
  const proposals = plan.proposals.filter(({ id }) => !known.has(id));
  return proposals.length > 0 ? askAboutPlan({ ...plan, proposals }, by, terminal) : [];
}

async function undo(
  file: string,
  journalFile: string,
  { out, json }: CorrectOptions,
  terminal: Terminal,
): Promise<void> {
  const [companies, journal] = await Promise.all([readCompaniesFile(file), readJournal(journalFile)]);
  const restored = rollback(companies, journal);
  if (out !== undefined) await writeWhole(out, companiesText(restored));
  if (json) {
    printJson(terminal, { undone: journal.entries, written: out === undefined ? null : { data: out } });
    return;
  }
  const undone = counted(journal.entries.length, 'corrections');
  terminal.out(
    out === undefined
      ? `Dry run: ${undone} can be taken back. --out FILE.json writes the rows as they were.\n`
      : `${undone} taken back.\nRows: ${out}\n`,
  );
}
