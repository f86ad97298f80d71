import type { ExitCode } from './exit-codes';
import type { Terminal } from './terminal/terminal';

/** What a command needs of the process. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Exit with this code when the command ends, instead of 0. */
  readonly exitWith: (code: ExitCode) => void;
}
