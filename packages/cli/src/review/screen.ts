import type { Decision } from '@stock-analyzer/correction';
import { StockAnalyzerError } from '@stock-analyzer/schema';
import { FullScreen } from '../terminal/full-screen';
import type { Terminal } from '../terminal/terminal';
import { counted } from '../terminal/text';
import type { ReviewEnding } from './commands';
import type { ReviewLine } from './line';
import { detailLines, flagLines, listLines, stateLine } from './lines';
import { linesAlike } from './meant';
import { parseSelector, type Selector } from './selector';
import type { ReviewSession } from './session';

/** What a review on the screen is about. */
export interface ScreenOptions {
  readonly title: string;
  /** The reason that a decision has if no other is given. */
  readonly reason: string;
  /** The run can be published from here. */
  readonly canApprove: boolean;
}

/** A review on the whole screen, one key a step. */
export function reviewOnScreen(
  session: ReviewSession,
  terminal: Terminal,
  options: ScreenOptions,
): Promise<ReviewEnding> {
  return FullScreen.of(terminal, (screen) => new Review(session, terminal, options, screen).run());
}

class Review {
  #filter = '';
  #selector: Selector = () => true;
  #at = 0;
  #note = '';

  constructor(
    private readonly session: ReviewSession,
    private readonly terminal: Terminal,
    private readonly options: ScreenOptions,
    private readonly screen: FullScreen,
  ) {}

  async run(): Promise<ReviewEnding> {
    for (;;) {
      this.screen.draw(this.#page(), this.#bottom());
      const key = await this.screen.key();
      if (key === undefined) return 'keep';
      this.#note = '';
      const ending = await this.#press(key.name);
      if (ending) return ending;
    }
  }

  get #shown(): ReviewLine[] {
    return this.session.matching(this.#selector);
  }

  async #press(key: string): Promise<ReviewEnding | undefined> {
    const half = this.#listRows;
    switch (key) {
      case 'up':
      case 'k':
        return this.#move(-1);
      case 'down':
      case 'j':
        return this.#move(1);
      case 'pageup':
        return this.#move(-half);
      case 'pagedown':
      case ' ':
        return this.#move(half);
      case 'home':
        return this.#move(-Infinity);
      case 'end':
        return this.#move(Infinity);
      case 'return':
      case 'enter':
        return this.#details();
      case 'a':
        return this.#decideOne('accept');
      case 'r':
        return this.#decideOne('refuse');
      case 'A':
        return this.#decideAlike('accept');
      case 'R':
        return this.#decideAlike('refuse');
      case 'u':
        this.#note = this.session.undo() ? 'Taken back.' : 'There is nothing to take back.';
        return undefined;
      case '/':
        return this.#askFilter();
      case 'f':
        return this.#flags();
      case 'p':
        return this.#approve();
      case 'q':
        return 'keep';
      case 'Q':
        return this.#discard();
      default:
        return undefined;
    }
  }

  #move(by: number): undefined {
    this.#at = Math.max(0, Math.min(this.#shown.length - 1, this.#at + by));
  }

  async #details(): Promise<undefined> {
    const line = this.#current;
    if (line) await this.screen.read(this.#detailLines(line));
  }

  async #flags(): Promise<undefined> {
    const { flagged } = this.session;
    const lines = flagged.flatMap((flag) => [...flagLines(flag, this.screen.size.columns), '']);
    await this.screen.read(lines.length > 0 ? lines : ['Nothing is flagged.']);
  }

  async #decideOne(decision: Decision['decision']): Promise<undefined> {
    const line = this.#current;
    if (!line) return;
    const reason = decision === 'refuse' ? await this.#askReason() : this.options.reason;
    if (reason === undefined) return;
    const before = this.#shown.length;
    this.#decide([line], decision, reason);
    // Where the filter hides what is decided, the next line has moved up already.
    if (this.#shown.length === before) this.#move(1);
    else this.#move(0);
  }

  async #decideAlike(decision: Decision['decision']): Promise<undefined> {
    const line = this.#current;
    if (!line) return;
    const { rule, field } = line.proposal;
    // A word on a single proposal is not overruled by one on many.
    const open = (lines: readonly ReviewLine[]) =>
      lines.filter((each) => each === line || this.session.statusOf(each.proposal.id) === 'undecided');
    const choices = [
      { what: `${rule} in ${field}`, lines: open(linesAlike(this.session, line, 'like')) },
      { what: `${rule} in any field`, lines: open(linesAlike(this.session, line, 'rule')) },
      { what: 'all that are shown', lines: open(this.#shown) },
    ];
    const texts = choices.map(({ what, lines }, at) => `  ${at + 1}  ${what} (${lines.length})`);
    const verb = decision === 'accept' ? 'Accept' : 'Refuse';
    this.screen.draw(this.#page(texts.length + 1), [
      `${verb} all like this that are not decided:`,
      ...texts,
      'Press 1, 2 or 3; any other key goes back.',
    ]);
    const chosen = choices[Number((await this.screen.key())?.name) - 1];
    if (!chosen) return;
    const reason = decision === 'refuse' ? await this.#askReason() : this.options.reason;
    if (reason !== undefined) this.#decide(chosen.lines, decision, reason);
  }

  #decide(lines: readonly ReviewLine[], decision: Decision['decision'], reason: string): void {
    const made = this.session.decide(lines, decision, reason);
    this.#note = `${counted(made, 'proposals')} ${decision === 'accept' ? 'accepted' : 'refused'}.`;
  }

  async #askReason(): Promise<string | undefined> {
    const { reason } = this.options;
    const answer = await this.screen.ask(`Why? (Enter: ${reason}) `, this.#page());
    return answer === undefined ? undefined : answer.trim() || reason;
  }

  async #askFilter(): Promise<undefined> {
    const text = await this.screen.ask(
      'Show only (rule:… field:… ticker:… confidence:… words): ',
      this.#page(),
      this.#filter,
    );
    if (text === undefined) return;
    try {
      this.#selector = parseSelector(text);
      this.#filter = text.trim();
      this.#at = 0;
    } catch (error) {
      if (!(error instanceof StockAnalyzerError)) throw error;
      this.#note = error.message;
    }
  }

  async #approve(): Promise<ReviewEnding | undefined> {
    const { accepted, refused, undecided } = this.session.counts;
    if (!this.options.canApprove) return undefined;
    if (undecided > 0) {
      this.#note = `${counted(undecided, 'proposals')} wait for a decision: first accept or refuse them.`;
      return undefined;
    }
    const question = `Publish with ${accepted} accepted and ${refused} refused? y, or any other key to go back.`;
    this.screen.draw(this.#page(), [question]);
    return (await this.screen.key())?.name === 'y' ? 'approve' : undefined;
  }

  async #discard(): Promise<ReviewEnding | undefined> {
    if (!this.session.isUnsaved) return 'discard';
    this.screen.draw(this.#page(), ['Leave without keeping the decisions? y, or any other key to go back.']);
    return (await this.screen.key())?.name === 'y' ? 'discard' : undefined;
  }

  get #current(): ReviewLine | undefined {
    const shown = this.#shown;
    return shown[Math.min(this.#at, shown.length - 1)];
  }

  #detailLines(line: ReviewLine): string[] {
    return detailLines(line, this.session, {
      columns: this.screen.size.columns,
      color: this.terminal.errColor,
    });
  }

  /** So many proposals are listed; what is left of the screen tells of one of them. */
  get #listRows(): number {
    return Math.max(3, Math.floor((this.screen.size.rows - 9) / 2));
  }

  #page(reserved = 0): string[] {
    const { errColor: color } = this.terminal;
    const shown = this.#shown;
    const rows = Math.max(3, this.#listRows - reserved);
    const top = Math.max(0, Math.min(this.#at - Math.floor(rows / 2), shown.length - rows));
    const current = this.#current;
    const filter = this.#filter === '' ? '' : `filter ${this.#filter}: ${shown.length} shown`;
    return [
      color.bold(this.options.title),
      stateLine(this.session),
      filter,
      ...listLines(shown.slice(top, top + rows), this.session, {
        columns: this.screen.size.columns,
        color,
        ...(current && { at: current.number }),
      }),
      '',
      ...(current ? this.#detailLines(current) : ['Nothing fits the filter.']),
    ];
  }

  #bottom(): string[] {
    const { errColor: color } = this.terminal;
    const publish = this.options.canApprove ? '  p publish' : '';
    return [
      this.#note === '' ? '' : color.yellow(this.#note),
      color.dim('a accept  r refuse  A/R all like this  u undo  / filter  Enter more  f flags'),
      color.dim(`arrows move${publish}  q keep the decisions and leave  Q leave without them`),
    ];
  }
}
