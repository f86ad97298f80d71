/**
 * Where something is wrong, as exactly as it is known: enough for a person to open the file and look.
 */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  /** Row number as a spreadsheet shows it: the first row is 1. For rows that came from no sheet: the index + 1. */
  readonly row?: number;
  /** Column letters as a spreadsheet shows them, for example `AB`. */
  readonly column?: string;
  readonly ticker?: string;
  readonly field?: string;
}

/** What every error of this toolkit is made of. */
export interface StockAnalyzerErrorOptions<Code extends string> {
  /** Stable, documented, safe to switch on. */
  readonly code: Code;
  /** What was wrong. The place and the advice are appended to it. */
  readonly message: string;
  readonly place?: Place;
  /** What the person who sees the error can do about it. */
  readonly advice?: string;
  /** True if the same call may succeed later without a change. Default false. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/**
 * The base of every error that this toolkit throws on purpose. Each package has one subclass with a closed
 * set of codes; catch this one to catch them all.
 *
 * @example
 * ```ts
 * import { SchemaError, StockAnalyzerError } from '@stock-analyzer/schema';
 *
 * const error = new SchemaError({
 *   code: 'UNKNOWN_FIELD',
 *   message: 'There is no field "ROE"',
 *   place: { sheet: 'M_Company', row: 17, column: 'I' },
 *   advice: 'Did you mean "ROE (Fwd)"?',
 * });
 * error instanceof StockAnalyzerError; // → true
 * error.message; // → 'There is no field "ROE" (at M_Company!I17). Did you mean "ROE (Fwd)"?'
 * ```
 */
export class StockAnalyzerError<Code extends string = string> extends Error {
  readonly code: Code;
  /** What was wrong, without the place and the advice that `message` adds. */
  readonly problem: string;
  readonly place: Place;
  readonly advice: string | undefined;
  readonly retryable: boolean;

  constructor(options: StockAnalyzerErrorOptions<Code>) {
    const where = describePlace(options.place);
    const text = `${options.message}${where ? ` (at ${where})` : ''}`;
    super(
      options.advice ? `${text.endsWith('.') ? text : `${text}.`} ${options.advice}` : text,
      'cause' in options ? { cause: options.cause } : undefined,
    );
    this.name = new.target.name;
    this.code = options.code;
    this.problem = options.message;
    this.place = options.place ?? {};
    this.advice = options.advice;
    this.retryable = options.retryable ?? false;
  }
}

/**
 * A place in one short text: `week.xlsb, M_Company!I17, AAPL, ROE (Fwd)`.
 *
 * @example
 * ```ts
 * import { describePlace } from '@stock-analyzer/schema';
 *
 * describePlace({ sheet: 'M_Company', row: 17, column: 'I', ticker: 'AAPL' }); // → 'M_Company!I17, AAPL'
 * describePlace({ row: 4 }); // → 'row 4'
 * ```
 */
export function describePlace(place: Place | undefined): string {
  const { file, sheet, column, row, ticker, field } = place ?? {};
  const cell = column ? `${column}${row ?? ''}` : row ? `row ${row}` : '';
  const where = sheet && cell ? `${sheet}${column ? '!' : ' '}${cell}` : sheet || cell;
  return [file, where, ticker, field].filter(Boolean).join(', ');
}

/**
 * Codes of {@link SchemaError}.
 *
 * - `INVALID_SCHEMA`: a definition contradicts itself (two fields of one name, a range upside down…).
 * - `UNKNOWN_FIELD`: a name that no field of the schema has.
 * - `UNKNOWN_SCHEMA`: the registry has no schema of that name or version.
 * - `DUPLICATE_SCHEMA`: the registry already has another schema of that name and version.
 * - `TABLE_SHAPE`: columns of different lengths, or two of one name, in one table.
 * - `INVALID_RELATION`: a formula that is not understood, or a relation whose name or tolerance is not one.
 */
export type SchemaErrorCode =
  | 'INVALID_SCHEMA'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_SCHEMA'
  | 'DUPLICATE_SCHEMA'
  | 'TABLE_SHAPE'
  | 'INVALID_RELATION';

/**
 * Thrown by this package: see {@link SchemaErrorCode}.
 *
 * @example
 * ```ts
 * import { createSchemaRegistry, SchemaError } from '@stock-analyzer/schema';
 *
 * try {
 *   createSchemaRegistry().get('company');
 * } catch (error) {
 *   error instanceof SchemaError && error.code; // → 'UNKNOWN_SCHEMA'
 * }
 * ```
 */
export class SchemaError extends StockAnalyzerError<SchemaErrorCode> {}
