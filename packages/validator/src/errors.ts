import { StockAnalyzerError } from '@stock-analyzer/schema';

/**
 * Codes of {@link ValidatorError}.
 *
 * - `INVALID_INPUT`: what was given to check is neither rows, a column table nor a dataset.
 * - `INVALID_RULE`: a rule is not well formed, or two rules share a name.
 * - `UNKNOWN_RULE`: a setting names a rule that the validator does not have.
 * - `RULE_FAILED`: a rule threw, or reported a row that does not exist. The `cause` is what it threw.
 * - `INVALID_CRITERIA`: a gate condition contradicts itself, such as an order comparison of texts.
 * - `WORKER_FAILED`: a worker failed or ended while it was checking.
 * - `OUT_OF_RANGE`: a finding was asked for by a number that no finding has.
 */
export type ValidatorErrorCode =
  | 'INVALID_INPUT'
  | 'INVALID_RULE'
  | 'UNKNOWN_RULE'
  | 'RULE_FAILED'
  | 'INVALID_CRITERIA'
  | 'WORKER_FAILED'
  | 'OUT_OF_RANGE';

/**
 * Thrown by this package: see {@link ValidatorErrorCode}. Bad data never throws, it is reported; these are
 * mistakes in how the validator is used.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator, ValidatorError } from '@stock-analyzer/validator';
 *
 * let code: string | undefined;
 * try {
 *   createValidator(companySchema, { settings: { 'posible-range': 'off' } });
 * } catch (error) {
 *   if (error instanceof ValidatorError) code = error.code;
 * }
 * code; // → 'UNKNOWN_RULE'
 * ```
 */
export class ValidatorError extends StockAnalyzerError<ValidatorErrorCode> {}
