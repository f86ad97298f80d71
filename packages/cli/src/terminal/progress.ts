import { plainText } from '@stock-analyzer/correction';
import type { Terminal } from './terminal';

const CLEAR = '\r\u001b[2K';

/** One line of progress, drawn over itself on a terminal; silent elsewhere. */
export class Progress {
  #shown = '';
  #since = performance.now();

  constructor(private readonly terminal: Terminal) {}

  /** Shows a text in place of the one before. */
  show(text: string): void {
    if (!this.terminal.isLive || text === this.#shown) return;
    this.#shown = text;
    const seconds = ((performance.now() - this.#since) / 1000).toFixed(1);
    this.terminal.err(`${CLEAR}${this.terminal.errColor.dim(`${seconds} s`)}  ${plainText(text)}`);
  }

  /** Clears the line, so that what follows stands at its beginning. */
  end(): void {
    if (this.#shown) this.terminal.err(CLEAR);
    this.#shown = '';
  }

  /** Shows progress while something is done. */
  static async of<T>(terminal: Terminal, work: (progress: Progress) => Promise<T>): Promise<T> {
    const progress = new Progress(terminal);
    try {
      return await work(progress);
    } finally {
      progress.end();
    }
  }
}
