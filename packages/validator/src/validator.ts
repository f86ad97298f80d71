import type { Issue, RowOf, Schema } from '@stock-analyzer/schema';
import type { StandardResult, StandardRowSchema } from '@stock-analyzer/schema/standard-schema';
import type { CheckedTable } from './columns/checked-table';
import { mapHeaders } from './columns/headers';
import { readInput, type ValidatorInput } from './columns/read-input';
import { activeRules, compileRules } from './engine/compile';
import { noteOf } from './engine/notes';
import { type CheckProgress, drain, runInSteps } from './engine/run';
import type { RuleSetting } from './engine/settings';
import { type Tally, tally } from './engine/tally';
import { type Findings, findingsOf } from './findings';
import { memo } from './memo';
import type { ReportOptions, ValidationReport } from './report';
import { rowGateOf } from './rows/row-gate';
import { builtInRules } from './rules/index';
import type { Rule, RuleLevel } from './rules/rule';
import type { Language } from './words';

/** What {@link createValidator} takes beside the schema. */
export interface ValidatorOptions {
  /** Further rules, made with `defineRule`; they run after the built-in ones. */
  readonly rules?: readonly Rule[];
  /** By rule name: `off`, another severity than the rule's own, or finer: see {@link RuleSetting}. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  /** Only rules of these levels; `['field']` checks each value by itself. Default: all. */
  readonly levels?: readonly RuleLevel[];
}

/** What is known about the data beside the data. */
export interface CheckContext {
  /** As-of date, `YYYY-MM-DD`. Default: the dataset's. */
  readonly asOf?: string;
  /** Approved earlier weeks, oldest first, in any form that can be checked: what the rules of level `weeks` compare with. */
  readonly earlier?: readonly ValidatorInput[];
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

/**
 * Checks data against a schema. Made by {@link createValidator}; its functions need no `this`.
 *
 * It is a Standard Schema (version 1) of one row too, which form, routing and RPC libraries take: a row without
 * errors is valid and comes back as it is; warnings do not make it invalid.
 */
export interface Validator<S extends Schema = Schema> extends StandardRowSchema<RowOf<S>> {
  readonly schema: S;
  /** What it was made with. */
  readonly options: ValidatorOptions;
  /** The rules that are on, in the order in which they run. */
  readonly rules: readonly Rule[];
  /**
   * Checks and keeps what was found in compact form.
   *
   * @throws ValidatorError `INVALID_INPUT` for anything but rows, a table or a dataset; `RULE_FAILED` if a
   * rule of the caller's throws.
   */
  readonly check: (input: ValidatorInput, context?: CheckContext) => Findings;
  /**
   * The same in steps: tells before each column and rule how far it is, so that whoever goes through the steps may
   * let others have the thread in between, or stop.
   */
  readonly checkInSteps: (
    input: ValidatorInput,
    context?: CheckContext,
  ) => Generator<CheckProgress, Findings>;
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
  let isSound: ReturnType<typeof rowGateOf> | undefined;
  /** The rules for the fields that the data may have: native fields are checked like the schema's own. */
  const compiledFor = memo((fields: Schema) => compileRules(fields, active));
  const compiled = compiledFor(schema);

  function* checkInSteps(
    input: ValidatorInput,
    context: CheckContext = {},
  ): Generator<CheckProgress, Findings> {
    const { table, dataset } = readInput(schema, input);
    const { earlier = [] } = context;
    const asOf = context.asOf ?? dataset?.asOf ?? null;
    const merged = [...(context.issues ?? [])];
    const rules = compiledFor(table.schema);
    const data = {
      table,
      asOf,
      earlier: earlier.map((week) => {
        const { table: then, dataset: known } = readInput(schema, week, table.schema);
        return { table: then, asOf: known?.asOf ?? null };
      }),
    };
    const result = yield* runInSteps(rules, data, merged.map(noteOf));
    let counted: Tally | undefined;
    return findingsOf(
      {
        table,
        dataset,
        hasRules: rules.checks.map((list, field) => list.length + rules.plans[field]!.tests.length > 0),
        get tally() {
          counted ??= tally(table, result);
          return counted;
        },
        mapped: new Set(context.mapped ?? mappedFields(table, merged)),
        asOf,
        timestamp: (context.now ?? new Date()).toISOString(),
      },
      result,
    );
  }

  const check = (input: ValidatorInput, context?: CheckContext): Findings =>
    drain(checkInSteps(input, context));

  const checkRow = (row: unknown, language?: Language): Issue[] => {
    const findings = check([row as object]);
    return Array.from({ length: findings.count() }, (_, index) => findings.at(index, language));
  };

  return {
    schema,
    options,
    rules: compiled.rules,
    check,
    checkInSteps,
    validate: (input, options = {}) => check(input, options).toReport(options),
    checkRow,
    '~standard': {
      version: 1,
      vendor: 'stock-analyzer',
      validate: (row) => standardResult(schema, row, checkRow(row)),
    },
    isValid(row): row is RowOf<S> {
      isSound ??= rowGateOf(schema, active);
      return isSound(row);
    },
  };
}

/** Errors by the row's own key, which may name another month than the schema's field. */
function standardResult<S extends Schema>(
  schema: S,
  row: unknown,
  issues: readonly Issue[],
): StandardResult<RowOf<S>> {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return { value: row as RowOf<S> };
  const keys = Object.keys(Object(row));
  const { fieldOf } = mapHeaders(schema, keys);
  const keyOf = (name: string) => keys.find((_, at) => schema.fields[fieldOf[at]!]?.name === name) ?? name;
  return {
    issues: errors.map(({ field, message }) => ({ message, path: field === null ? [] : [keyOf(field)] })),
  };
}

function mappedFields(table: CheckedTable, issues: readonly Issue[]): string[] {
  const names = table.schema.fields.filter((_, index) => table.has(index)).map(({ name }) => name);
  for (const { code, field } of issues) if (code === 'missing_column' && field !== null) names.push(field);
  return names;
}
