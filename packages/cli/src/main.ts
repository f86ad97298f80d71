import { EtlError } from '@stock-analyzer/etl';
import { StockAnalyzerError } from '@stock-analyzer/schema';
import { CommanderError } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes';
import { makeProgram } from './program';
import type { Terminal } from './terminal/terminal';

/** Runs one command line and tells what the process exits with. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = makeProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (terminal.signal.aborted) {
      terminal.err('Interrupted. Nothing was left half-written.\n');
      return exitCodes.interrupted;
    }
    if (!(error instanceof StockAnalyzerError)) throw error;
    terminal.err(`${terminal.color.red('error')} ${error.code}: ${error.message}\n`);
    return codeOf(error);
  }
}

function codeOf(error: StockAnalyzerError): ExitCode {
  if (error.retryable) return exitCodes.busy;
  const isInput = error instanceof EtlError && !['UNWRITABLE', 'DAMAGED_OUTPUT'].includes(error.code);
  return isInput ? exitCodes.input : exitCodes.failed;
}
