import { StockAnalyzerError } from '@stock-analyzer/schema';

/**
 * Codes of {@link CorrectionError}.
 *
 * - `WRONG_DATA`: a plan or journal was given data that it was not made for.
 * - `INVALID_PLAN`: a plan contradicts itself or its own hashes; it was edited or cut off.
 * - `INVALID_JOURNAL`: a journal contradicts itself or its own hashes.
 * - `UNKNOWN_PROPOSAL`: a decision or roll-back names a proposal that the plan or journal has not.
 * - `INVALID_DECISIONS`: a text is no file of decisions.
 * - `INVALID_MEMORY`: a text is no memory of decisions.
 * - `UNKNOWN_CELL`: a correction by hand names a company or field that the data has not, or has twice.
 * - `INVALID_OPTION`: an option is missing or out of its range.
 */
export type CorrectionErrorCode =
  | 'WRONG_DATA'
  | 'INVALID_PLAN'
  | 'INVALID_JOURNAL'
  | 'UNKNOWN_PROPOSAL'
  | 'INVALID_DECISIONS'
  | 'INVALID_MEMORY'
  | 'UNKNOWN_CELL'
  | 'INVALID_OPTION';

/**
 * Thrown by this package: see {@link CorrectionErrorCode}.
 *
 * @example
 * ```ts
 * import { CorrectionError, rollback } from '@stock-analyzer/correction';
 * import { rowsToTable } from '@stock-analyzer/schema';
 *
 * const journal = { version: 1, as_of: null, hash_before: 'aa', hash_after: 'bb', entries: [], columns: [] } as const;
 * let code = '';
 * try {
 *   rollback(rowsToTable([{ Ticker: 'NVDA' }]), journal);
 * } catch (error) {
 *   if (error instanceof CorrectionError) code = error.code;
 * }
 * code; // → 'WRONG_DATA'
 * ```
 */
export class CorrectionError extends StockAnalyzerError<CorrectionErrorCode> {}
