import { join } from 'node:path';
import { plainText } from '@stock-analyzer/correction';
import { approveRun, type HeldRun, readHeldRun } from '@stock-analyzer/etl';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { byOption } from '../options';
import { COMMANDS, checkDecided, type ReviewEnding, reviewByCommands } from '../review/commands';
import { decisionFileName, decisionFileText, readDecisionFile } from '../review/decision-file';
import { stateLine } from '../review/lines';
import { linesMeant } from '../review/meant';
import { reviewOnScreen } from '../review/screen';
import { ReviewSession } from '../review/session';
import { finishRun } from '../summary';
import { Progress } from '../terminal/progress';
import type { Terminal } from '../terminal/terminal';
import { counted, printJson } from '../terminal/text';
import { weekProgress } from '../week-progress';
import { writeWhole } from '../write-whole';

interface ReviewOptions {
  readonly out: string;
  readonly by: string;
  readonly reason: string;
  readonly save?: string;
  readonly approve?: true;
  readonly source?: string;
  readonly json?: true;
}

/** One `--accept` or `--refuse`. */
interface Word {
  readonly decision: 'accept' | 'refuse';
  readonly what: string;
}

/** `review RUN`: goes through the proposals of a held run. */
export function addReview(program: Command, { terminal, exitWith }: CommandContext): void {
  // Of both options in the order in which they were given: a later word counts more.
  const words: Word[] = [];
  const word = (decision: Word['decision']) => (what: string) => words.push({ decision, what });
  program
    .command('review')
    .argument('<run>', 'id of the held run')
    .description('go through the proposals of a held run, decide, keep the decisions or publish')
    .option('-o, --out <folder>', 'output folder of the run', 'data')
    .addOption(byOption('who decides'))
    .option('--reason <text>', 'why, where nothing else is said', 'reviewed')
    .option('--accept <what>', 'accept these proposals (repeatable)', word('accept'))
    .option('--refuse <what>', 'refuse these proposals (repeatable)', word('refuse'))
    .option('--save <file>', 'decision file to go on from and to write (default: beside the run record)')
    .option('--approve', 'publish the run once every proposal is decided')
    .option('--source <file>', 'where the workbook is now, if it was moved')
    .option('--json', 'print the decision file, or with --approve the run record, as JSON')
    .addHelpText(
      'after',
      `
On a terminal the review takes the whole screen. Without one it obeys commands, one a line of standard input:

${COMMANDS}

With --accept or --refuse nothing is asked: the words are obeyed in the order given, the later one counts.
Decisions are kept in a file that "stock-analyzer approve RUN --decisions FILE" takes, and a later review goes
on from it.

Examples:
  stock-analyzer review 20251010T093000Z-1a2b3c
  stock-analyzer review 20251010T093000Z-1a2b3c --accept rule:scale --refuse ticker:AMZN --by Kim --save kim.json
  echo 'filter confidence:<0.9' | stock-analyzer review 20251010T093000Z-1a2b3c`,
    )
    .action(async (runId: string, options: ReviewOptions) => {
      const { out, by, reason, json } = options;
      const held = await readHeldRun(out, runId);
      const file = options.save ?? join(out, 'runs', runId, decisionFileName(runId));
      const resumed = await readDecisionFile(file, held.plan).catch((error) => {
        if (error.cause?.code === 'ENOENT') return [];
        throw error;
      });
      const session = new ReviewSession(held, by, held.run.decisions, resumed);
      const ending = await reviewAs(held, session, words, options, terminal);
      await keep(session, ending, file, options, terminal);
      if (ending !== 'approve') return;
      const { source } = options;
      const result = await Progress.of(terminal, (progress) =>
        approveRun(
          runId,
          { by, reason, decisions: session.decisions, ...(source !== undefined && { source }) },
          { out, signal: terminal.signal, onProgress: weekProgress(progress) },
        ),
      );
      exitWith(finishRun(result, terminal, { out, ...(json && { json }) }));
    });
}

async function reviewAs(
  { run }: HeldRun,
  session: ReviewSession,
  words: readonly Word[],
  { reason, approve }: ReviewOptions,
  terminal: Terminal,
): Promise<ReviewEnding> {
  if (words.length === 0 && !approve) {
    const title = `Review of run ${run.run_id}, week of ${run.as_of.date}`;
    return terminal.isInteractive
      ? reviewOnScreen(session, terminal, { title, reason, canApprove: true })
      : reviewByCommands(session, terminal, reason);
  }
  for (const { decision, what } of words) session.decide(linesMeant(what, session), decision, reason);
  if (!approve) return 'keep';
  checkDecided(session);
  return 'approve';
}

/** Writes what was decided, unless it is written already or shall not be kept, and says so. */
async function keep(
  session: ReviewSession,
  ending: ReviewEnding,
  file: string,
  { json }: ReviewOptions,
  terminal: Terminal,
): Promise<void> {
  const { plan, decisions } = session;
  const isWritten = ending !== 'discard' && session.isUnsaved;
  if (isWritten) {
    await writeWhole(file, decisionFileText(plan, decisions));
    session.markSaved();
  }
  if (json) {
    if (ending !== 'approve') printJson(terminal, JSON.parse(decisionFileText(plan, decisions)));
    return;
  }
  if (ending === 'discard') terminal.out('Nothing was kept.\n');
  else terminal.out(`${stateLine(session)}\n`);
  if (isWritten) terminal.out(`${counted(decisions.length, 'decisions')} kept in ${plainText(file)}\n`);
}
