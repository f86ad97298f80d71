import { plainText } from '@stock-analyzer/correction';
import { StockAnalyzerError } from '@stock-analyzer/schema';
import { CommanderError } from 'commander';
import { exitCodeOfError } from './error-exit';
import { type ExitCode, exitCodes } from './exit-codes';
import { makeProgram } from './program';
import type { Terminal } from './terminal/terminal';
import { printJson } from './terminal/text';

/**
 * Runs one command line and tells what the process exits with.
 *
 * An error is one line on standard error, `error CODE: what, where, and what to do`; with `--json` standard
 * output holds `{ "error": { code, message, place, advice, retryable } }` as well, so that it always is JSON.
 * Only a defect of this program is thrown.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = makeProgram(terminal, (code) => {
    exitCode = code;
  });
  const tell = (error: object) => {
    if (args.includes('--json')) printJson(terminal, { error });
  };
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      // Commander has printed it.
      tell({ code: 'USAGE', message: error.message.replace(/^error: /, '') });
      return exitCodes.usage;
    }
    if (terminal.signal.aborted) {
      terminal.err('Interrupted. Nothing was left half-written.\n');
      tell({ code: 'INTERRUPTED', message: 'Interrupted by the user' });
      return exitCodes.interrupted;
    }
    if (!(error instanceof StockAnalyzerError)) throw error;
    const { code, message, place, advice, retryable } = error;
    terminal.err(`${terminal.errColor.red('error')} ${code}: ${plainText(message)}\n`);
    tell({ code, message, place, advice, retryable });
    return exitCodeOfError(error);
  }
}
