import type { Terminal } from './terminal';

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
    this.terminal.err(`\r\u001b[2K${seconds} s  ${text}`);
  }

  /** Clears the line, so that what follows stands at its beginning. */
  end(): void {
    if (this.#shown) this.terminal.err('\r\u001b[2K');
    this.#shown = '';
  }
}
