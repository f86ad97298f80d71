import { CliError } from '../errors';
import type { Terminal } from '../terminal/terminal';
import { counted } from '../terminal/text';
import type { ReviewLine } from './line';
import { detailLines, flagLines, listLines, stateLine } from './lines';
import { linesMeant } from './meant';
import { parseSelector, type Selector } from './selector';
import type { ReviewSession } from './session';

/**
 * How a review ends: its decisions are kept and wait (`keep`), are dropped (`discard`), or are kept and the run is
 * published with them (`approve`).
 */
export type ReviewEnding = 'keep' | 'discard' | 'approve';

/** What the commands are, for `help`. */
export const COMMANDS = `list [PAGE]  next  previous    the proposals, a page at a time
filter WHAT                   only those that fit; without WHAT all again
show WHAT                     everything that is known about them
flags                         cells to look at; nothing will change them
accept WHAT [because REASON]  decide; WHAT is 3, 5-7, like 3 (same rule and
refuse WHAT [because REASON]  field), rule 3 (same rule), shown, all, words, or
                              rule:scale  ticker:AMZN  field:"ROE (Fwd)"
                              confidence:0.95  status:undecided  issue:CODE
undo                          take the last decision back
approve                       keep the decisions and publish the run with them
quit                          keep the decisions for later
discard                       leave without keeping them`;

const PAGE = 15;

interface View {
  selector: Selector;
  page: number;
}

type Command = (rest: string, session: ReviewSession, view: View, terminal: Terminal, reason: string) => void;

/**
 * A review that is steered by lines of standard input, one command a line; the end of the input is `quit`.
 *
 * @throws CliError `BAD_COMMAND`, `BAD_SELECTOR`, `UNDECIDED`: the first line that cannot be obeyed ends the review.
 */
export async function reviewByCommands(
  session: ReviewSession,
  terminal: Terminal,
  reason: string,
): Promise<ReviewEnding> {
  const view: View = { selector: () => true, page: 0 };
  terminal.out(`${stateLine(session)}\n`);
  for await (const line of terminal.lines()) {
    terminal.signal.throwIfAborted();
    const [, verb = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/.exec(line)!;
    if (verb === '' || verb.startsWith('#')) continue;
    if (verb === 'quit') return 'keep';
    if (verb === 'discard') return 'discard';
    if (verb === 'approve') {
      checkDecided(session);
      return 'approve';
    }
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
    if (!command) {
      throw new CliError({ code: 'BAD_COMMAND', message: `"${verb}" is no command`, advice: 'Try help.' });
    }
    command(rest, session, view, terminal, reason);
  }
  terminal.signal.throwIfAborted();
  return 'keep';
}

/** @throws CliError `UNDECIDED` if there are proposals that nobody decided */
export function checkDecided({ counts }: ReviewSession): void {
  if (counts.undecided === 0) return;
  throw new CliError({
    code: 'UNDECIDED',
    message: `${counted(counts.undecided, 'proposals')} of ${counts.undecided + counts.accepted + counts.refused} wait for a decision`,
    advice: 'Accept or refuse them as well; "status:undecided" means all of them.',
  });
}

const commands: Readonly<Record<string, Command>> = {
  help: (_rest, _session, _view, { out }) => out(`${COMMANDS}\n`),
  list: (rest, session, view, terminal) => {
    if (rest !== '') view.page = Math.max(0, Number(rest) - 1) || 0;
    printPage(session, view, terminal);
  },
  next: (_rest, session, view, terminal) => {
    view.page++;
    printPage(session, view, terminal);
  },
  previous: (_rest, session, view, terminal) => {
    view.page--;
    printPage(session, view, terminal);
  },
  filter: (rest, session, view, terminal) => {
    view.selector = parseSelector(rest);
    view.page = 0;
    printPage(session, view, terminal);
  },
  show: (rest, session, view, { out, color, size }) => {
    for (const line of linesMeant(rest, session, shownIn(session, view))) {
      out(`${detailLines(line, session, { columns: size().columns, color }).join('\n')}\n`);
    }
  },
  flags: (_rest, { flagged }, _view, { out, size }) => {
    for (const flag of flagged) out(`${flagLines(flag, size().columns).join('\n')}\n`);
    if (flagged.length === 0) out('Nothing is flagged.\n');
  },
  accept: decideAs('accept'),
  refuse: decideAs('refuse'),
  undo: (_rest, session, _view, { out }) =>
    out(session.undo() ? `Taken back. ${stateLine(session)}\n` : 'There is nothing to take back.\n'),
};

function decideAs(decision: 'accept' | 'refuse'): Command {
  return (rest, session, view, { out }, usual) => {
    const [what = '', reason = usual] = rest.split(/\s+because\s+/);
    const made = session.decide(linesMeant(what, session, shownIn(session, view)), decision, reason);
    out(
      `${counted(made, 'proposals')} ${decision}ed. ${stateLine(session)}\n`.replace('refuseed', 'refused'),
    );
  };
}

function shownIn(session: ReviewSession, { selector }: View): ReviewLine[] {
  return session.matching(selector);
}

function printPage(session: ReviewSession, view: View, { out, color, size }: Terminal): void {
  const shown = shownIn(session, view);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  view.page = Math.min(Math.max(0, view.page), pages - 1);
  const lines = shown.slice(view.page * PAGE, (view.page + 1) * PAGE);
  for (const line of listLines(lines, session, { columns: size().columns, color })) out(`${line}\n`);
  out(`${counted(shown.length, 'proposals')}, page ${view.page + 1} of ${pages}\n`);
}
