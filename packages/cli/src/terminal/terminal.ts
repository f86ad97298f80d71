import { createInterface } from 'node:readline';
import pc from 'picocolors';
import { type Key, pressedKeys } from './keys';

/** Turns texts into coloured ones, or leaves them as they are. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes and what it may ask. Tests give their own. */
export interface Terminal {
  /** Results: what a script may read. */
  readonly out: (text: string) => void;
  /** Everything else: progress, questions, errors. */
  readonly err: (text: string) => void;
  /** Colours of `out`. */
  readonly color: Colors;
  /** Colours of `err`. */
  readonly errColor: Colors;
  /** Progress may be drawn over itself. */
  readonly isLive: boolean;
  /** Somebody can answer a question. */
  readonly isInteractive: boolean;
  /** One line of input; '' when the input ends. */
  readonly ask: (question: string) => Promise<string>;
  /** Keys as somebody presses them, without being shown, for as long as they are asked for. */
  readonly keys: () => AsyncIterable<Key>;
  /** Lines of standard input until it ends. */
  readonly lines: () => AsyncIterable<string>;
  /** How large the screen is. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The process's own terminal. Colours obey NO_COLOR and FORCE_COLOR. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdin, stdout, stderr } = process;
  const forced = Boolean(process.env.FORCE_COLOR);
  const colorsOf = (stream: { readonly isTTY?: boolean }) =>
    pc.createColors(pc.isColorSupported && (forced || stream.isTTY === true));
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: colorsOf(stdout),
    errColor: colorsOf(stderr),
    isLive: stderr.isTTY === true,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    ask: (question) => ask(question, signal),
    keys: () => pressedKeys(stdin, signal),
    lines: () => createInterface({ input: stdin, terminal: false }),
    // A terminal that does not say how large it is has 0 columns.
    size: () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 }),
    signal,
  };
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  // The terminal edits the line itself, so that Ctrl-C stays the signal that it is everywhere else.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const close = () => lines.close();
  signal.addEventListener('abort', close);
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('close', () => resolve(''));
      lines.question(question, resolve);
    });
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener('abort', close);
    lines.close();
  }
}
