import type { Key } from './keys';
import type { Terminal } from './terminal';

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

/** The whole screen of a terminal, drawn anew after every key, and given back as it was. */
export class FullScreen {
  readonly #keys: AsyncIterator<Key>;

  private constructor(private readonly terminal: Terminal) {
    this.#keys = terminal.keys()[Symbol.asyncIterator]();
  }

  /** Takes the screen for as long as something is done on it. */
  static async of<T>(terminal: Terminal, work: (screen: FullScreen) => Promise<T>): Promise<T> {
    const screen = new FullScreen(terminal);
    terminal.err(ENTER);
    try {
      return await work(screen);
    } finally {
      terminal.err(LEAVE);
      await screen.#keys.return?.();
    }
  }

  get size(): { readonly columns: number; readonly rows: number } {
    return this.terminal.size();
  }

  /** Shows these lines, the last of them at the bottom. */
  draw(lines: readonly string[], bottom: readonly string[] = []): void {
    const room = Math.max(0, this.size.rows - bottom.length);
    const filled = [...lines.slice(0, room), ...Array.from({ length: room - lines.length }, () => '')];
    const text = [...filled, ...bottom].join(`${CLEAR_LINE}\n`);
    this.terminal.err(`${HOME}${text}${CLEAR_LINE}${CLEAR_BELOW}`);
  }

  /** The next key; undefined when nobody will press one any more. */
  async key(): Promise<Key | undefined> {
    const { value, done } = await this.#keys.next();
    return done ? undefined : value;
  }

  /** A line of text below others; undefined if it was given up with Escape. */
  async ask(question: string, above: readonly string[], text = ''): Promise<string | undefined> {
    let answer = text;
    for (;;) {
      this.draw(above, [`${question}${answer}_`]);
      const key = await this.key();
      if (key === undefined || key.name === 'escape') return undefined;
      if (key.name === 'return' || key.name === 'enter') return answer;
      if (key.name === 'backspace') answer = Array.from(answer).slice(0, -1).join('');
      else answer += key.text;
    }
  }

  /** Lines to read, more than a screen perhaps; until a key is pressed that does not scroll. */
  async read(lines: readonly string[]): Promise<void> {
    const room = this.size.rows - 1;
    const last = Math.max(0, lines.length - room);
    for (let top = 0; ; ) {
      const hint =
        last > 0
          ? `lines ${top + 1}–${Math.min(lines.length, top + room)} of ${lines.length}, arrows scroll, `
          : '';
      this.draw(lines.slice(top), [this.terminal.errColor.dim(`${hint}any other key goes back`)]);
      const step = STEPS.get((await this.key())?.name ?? '');
      if (step === undefined) return;
      top = Math.min(last, Math.max(0, top + (Math.abs(step) > 1 ? (room - 2) * Math.sign(step) : step)));
    }
  }
}

/** By how much keys move: a line, or with more than 1 a page. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['k', -1],
  ['down', 1],
  ['j', 1],
  ['pageup', -2],
  ['pagedown', 2],
  [' ', 2],
]);
