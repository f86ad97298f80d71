import type { ColumnTable, Dataset, Issue, RowOf, Schema } from '@stock-analyzer/schema';
import { type CheckedTable, fromTable } from './columns/checked-table';
import { activeRules, compileRules, type RuleSetting } from './engine/compile';
import { noteOf } from './engine/notes';
import { run } from './engine/run';
import { type Tally, tally } from './engine/tally';
import { ValidatorError } from './errors';
import { type Findings, findingsOf } from './findings';
import type { ReportOptions, ValidationReport } from './report';
import { rowGateOf } from './rows/row-gate';
import { fromRows } from './rows/row-table';
import { builtInRules } from './rules/index';
import type { Level, Rule } from './rules/rule';
import type { Language } from './words';

/** What {@link createValidator} takes beside the schema. */
export interface ValidatorOptions {
  /** Further rules, made with `defineRule`; they run after the built-in ones. */
  readonly rules?: readonly Rule[];
  /** By rule name: `off`, or a severity other than the rule's own. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  /** Only rules of these levels; `['field']` checks each value by itself. Default: all. */
  readonly levels?: readonly Level[];
}

/**
 * What can be checked: rows keyed by display name (`PER (Nov-25)` is the schema's `PER (Oct-25)` of another
 * month), a table of columns of the same names, or a dataset, whose issues then carry their source cells.
 */
export type ValidatorInput = Iterable<object> | ColumnTable | Dataset;

/** What is known about the data beside the data. */
export interface CheckContext {
  /** As-of date, `YYYY-MM-DD`. Default: the dataset's. */
  readonly asOf?: string;
  /** Issues found elsewhere, for example by the transform. They are listed and counted, none of them twice. */
  readonly issues?: Iterable<Issue>;
  /**
   * Display names of the fields that the source maps, for the coverage. Default: the fields that have a
   * column, and those that a `missing_column` issue names.
   */
  readonly mapped?: Iterable<string>;
  /** When the check is made. Default: now. */
  readonly now?: Date;
}

/** Checks data against a schema. Made by {@link createValidator}; its functions need no `this`. */
export interface Validator<S extends Schema = Schema> {
  readonly schema: S;
  /** The rules that are on, in the order in which they run. */
  readonly rules: readonly Rule[];
  /**
   * Checks and keeps what was found in compact form.
   *
   * @throws ValidatorError `INVALID_INPUT` for anything but rows, a table or a dataset; `RULE_FAILED` if a
   * rule of the caller's throws.
   */
  readonly check: (input: ValidatorInput, context?: CheckContext) => Findings;
  /** Checks and reports, as plain JSON: `check(input, context).toReport(options)`. */
  readonly validate: (input: ValidatorInput, options?: CheckContext & ReportOptions) => ValidationReport;
  /** The issues of one row by itself. Comparisons with other rows need {@link Validator.check}. */
  readonly checkRow: (row: unknown, language?: Language) => Issue[];
  /** Whether a row by itself has no error. */
  readonly isValid: (row: unknown) => row is RowOf<S>;
}

/**
 * Makes a validator. It is compiled once and may then check any number of datasets.
 *
 * A missing value is null, undefined, NaN, or an absent key; text of nothing but spaces counts as missing
 * where a field is required. Numbers are never read from text: `'15.5'` is of the wrong type.
 *
 * @throws ValidatorError `INVALID_RULE` if two rules share a name, `UNKNOWN_RULE` if a setting names none.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 *
 * const validator = createValidator(companySchema);
 * const report = validator.validate([
 *   { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
 *   { Ticker: 'TEST', corpName: 'Test Corp', 'ROE (Fwd)': 1550 },
 * ]);
 * report.summary.valid_companies; // → 2
 * report.issues.map(({ ticker, code, suggestion }) => ({ ticker, code, suggestion }));
 * // → [{ ticker: 'TEST', code: 'percentage_basis_points', suggestion: 15.5 }]
 *
 * [{ Ticker: 'NVDA', corpName: 'NVIDIA' }, { Ticker: 'AFMD' }].filter(validator.isValid).length; // → 1
 * ```
 */
export function createValidator<S extends Schema>(schema: S, options: ValidatorOptions = {}): Validator<S> {
  const { rules = [], settings = {}, levels } = options;
  const active = activeRules([...builtInRules, ...rules], settings, levels);
  const compiled = compileRules(schema, active);
  let isSound: ReturnType<typeof rowGateOf> | undefined;
  const hasRules = compiled.checks.map(
    (checks, field) => checks.length + compiled.plans[field]!.tests.length > 0,
  );

  const check = (input: ValidatorInput, context: CheckContext = {}): Findings => {
    const { table, dataset } = readInput(schema, input);
    const merged = [...(context.issues ?? [])];
    const result = run(compiled, table, merged.map(noteOf));
    let counted: Tally | undefined;
    return findingsOf(
      {
        table,
        dataset,
        hasRules,
        rules: compiled.rules,
        get tally() {
          counted ??= tally(table, compiled.rules, result);
          return counted;
        },
        mapped: new Set(context.mapped ?? mappedFields(table, merged)),
        asOf: context.asOf ?? dataset?.asOf ?? null,
        timestamp: (context.now ?? new Date()).toISOString(),
      },
      result,
    );
  };

  return {
    schema,
    rules: active,
    check,
    validate: (input, options = {}) => check(input, options).toReport(options),
    checkRow(row, language) {
      const findings = check([row as object]);
      return Array.from({ length: findings.count() }, (_, index) => findings.at(index, language));
    },
    isValid(row): row is RowOf<S> {
      isSound ??= rowGateOf(schema, active);
      return isSound(row);
    },
  };
}

function readInput(schema: Schema, input: unknown): { table: CheckedTable; dataset: Dataset | undefined } {
  if (typeof input === 'object' && input !== null) {
    if (Symbol.iterator in input)
      return { table: fromRows(schema, input as Iterable<unknown>), dataset: undefined };
    if (isTable(input)) return { table: fromTable(schema, input), dataset: undefined };
    if ('fields' in input && isTable(input.fields)) {
      return { table: fromTable(schema, input.fields), dataset: input as Dataset };
    }
  }
  const kind = input === null ? 'null' : typeof input;
  const envelope = kind === 'object' && ('companies' in (input as object) || 'data' in (input as object));
  throw new ValidatorError({
    code: 'INVALID_INPUT',
    message: `Cannot check ${kind === 'object' ? 'an object that is no list of rows' : kind}`,
    advice: envelope
      ? 'It looks like a file with an envelope: pass the array of companies inside it.'
      : 'Pass an array of rows, a column table or a dataset.',
  });
}

function isTable(input: unknown): input is ColumnTable {
  return typeof input === 'object' && input !== null && 'rowCount' in input && 'columns' in input;
}

function mappedFields(table: CheckedTable, issues: readonly Issue[]): string[] {
  const names = table.schema.fields.filter((_, index) => table.has(index)).map(({ name }) => name);
  for (const { code, field } of issues) if (code === 'missing_column' && field !== null) names.push(field);
  return names;
}
