import pc from 'picocolors';

/** Where a command writes and what it may ask. Tests give their own. */
export interface Terminal {
  /** Results: what a script may read. */
  readonly out: (text: string) => void;
  /** Everything else: progress, notes, errors. */
  readonly err: (text: string) => void;
  /** Progress may be drawn over itself. */
  readonly isLive: boolean;
  /** Somebody can answer a question. */
  readonly isInteractive: boolean;
  readonly color: ReturnType<typeof pc.createColors>;
  /** One line of input. Rejects when the input ends. */
  readonly ask: (question: string) => Promise<string>;
  readonly signal: AbortSignal;
}

/** The process's own terminal. Colours obey NO_COLOR and FORCE_COLOR. */
export function processTerminal(signal: AbortSignal): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isLive: process.stderr.isTTY === true,
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    color: pc.createColors(pc.isColorSupported && process.stdout.isTTY === true),
    ask: async (question) => {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question, { signal });
      } finally {
        lines.close();
      }
    },
    signal,
  };
}
