import { EtlError } from '@stock-analyzer/etl';
import type { StockAnalyzerError } from '@stock-analyzer/schema';
import { CliError } from './errors';
import { type ExitCode, exitCodes } from './exit-codes';

/** Codes that are about what was written, or has to be, and not about what was given. */
const OUTPUT: ReadonlySet<string> = new Set(['UNWRITABLE', 'DAMAGED_OUTPUT', 'CANNOT_WRITE']);
/** Codes of the correction package that are about the given journal, decisions or data. */
const INPUT: ReadonlySet<string> = new Set([
  'WRONG_DATA',
  'INVALID_JOURNAL',
  'INVALID_DECISIONS',
  'UNKNOWN_PROPOSAL',
  'UNKNOWN_CELL',
]);

/** What an error means to a script. */
export function exitCodeOfError(error: StockAnalyzerError): ExitCode {
  if (error.retryable) return exitCodes.busy;
  const isInput = (error instanceof EtlError || error instanceof CliError) && !OUTPUT.has(error.code);
  return isInput || INPUT.has(error.code) ? exitCodes.input : exitCodes.failed;
}
