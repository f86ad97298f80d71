import pc from 'picocolors';
import type { ExitCode } from '../exit-codes';
import { main } from '../main';
import type { Key } from '../terminal/keys';
import type { Terminal } from '../terminal/terminal';

/** What a terminal of a test is like. */
export interface FakeTerminalOptions {
  /** Makes it one that somebody sits at: what they type, question by question. */
  readonly answers?: readonly string[];
  /** Makes it one that somebody sits at: the keys that they press. */
  readonly keys?: readonly string[];
  /** Lines of standard input. */
  readonly lines?: readonly string[];
  readonly isLive?: boolean;
  readonly color?: boolean;
  readonly signal?: AbortSignal;
  /** Hears what is written to standard error. */
  readonly onErr?: (text: string) => void;
}

/** What a command line left behind. */
export interface Outcome {
  readonly exitCode: ExitCode;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

/** Runs a command line in this process. */
export async function runMain(args: readonly string[], options: FakeTerminalOptions = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const answers = [...(options.answers ?? [])];
  const color = pc.createColors(options.color ?? false);
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
      options.onErr?.(text);
    },
    color,
    errColor: color,
    isLive: options.isLive ?? false,
    isInteractive: options.answers !== undefined || options.keys !== undefined,
    ask: async (question) => {
      err += question;
      return answers.shift() ?? '';
    },
    keys: () => each((options.keys ?? []).map(keyOf)),
    lines: () => each(options.lines ?? []),
    size: () => ({ columns: 80, rows: 24 }),
    signal: options.signal ?? new AbortController().signal,
  };
  const exitCode = await main(args, terminal);
  return { exitCode, out, err };
}

async function* each<T>(list: readonly T[]): AsyncIterable<T> {
  yield* list;
}

/** A key that writes one character, or one that has a name. */
export function keyOf(name: string): Key {
  return { name, text: name.length === 1 ? name : '' };
}
