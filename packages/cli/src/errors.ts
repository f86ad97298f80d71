import { StockAnalyzerError } from '@stock-analyzer/schema';

/**
 * Codes of {@link CliError}.
 *
 * - `NOT_COMPANIES`: a file that has to be what `correct --out` wrote is something else.
 * - `NOT_A_JOURNAL`: the file given with `--undo` is no journal.
 * - `BAD_SELECTOR`: what says which proposals are meant cannot be read, or fits none.
 * - `BAD_COMMAND`: a line that steers a review is no command.
 * - `UNDECIDED`: a run is to be approved, and there are proposals that nobody decided.
 * - `CANNOT_READ`: a file cannot be opened.
 * - `CANNOT_WRITE`: a file or folder that was asked for cannot be written.
 */
export type CliErrorCode =
  | 'NOT_COMPANIES'
  | 'NOT_A_JOURNAL'
  | 'BAD_SELECTOR'
  | 'BAD_COMMAND'
  | 'UNDECIDED'
  | 'CANNOT_READ'
  | 'CANNOT_WRITE';

/** What this package throws. */
export class CliError extends StockAnalyzerError<CliErrorCode> {}
