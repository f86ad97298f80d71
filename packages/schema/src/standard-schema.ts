import { compileRowCheck, type FieldProblem } from './check';
import type { FieldDefinition } from './field';
import type { RowOf, Schema } from './schema';

/** A finding, as Standard Schema names it: where it is (`[display name]`, empty for the row) and what is wrong. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What `validate` returns: the row itself if it is valid, else the findings. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/**
 * Version 1 of Standard Schema (https://standardschema.dev), which form, routing and RPC libraries accept.
 * Spelled out here so that nothing has to be installed.
 */
export interface StandardRowSchema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'stock-analyzer';
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: Output; readonly output: Output } | undefined;
  };
}

/**
 * A schema's rows as a Standard Schema: types, lists, patterns and possible ranges are checked; a value that
 * is merely unusual passes. A valid row comes back as it is, fields that the schema does not know included.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toStandardSchema } from '@stock-analyzer/schema/standard-schema';
 *
 * const { validate } = toStandardSchema(companySchema)['~standard'];
 * validate({ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }).issues; // → undefined
 * validate({ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': '79.43' }).issues;
 * // → [{ message: 'ROE (Fwd) must be a number', path: ['ROE (Fwd)'] }]
 * ```
 */
export function toStandardSchema<S extends Schema>(schema: S): StandardRowSchema<RowOf<S>> {
  const check = compileRowCheck(schema);
  return {
    '~standard': {
      version: 1,
      vendor: 'stock-analyzer',
      validate(value) {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
          return { issues: [{ message: 'A row must be an object', path: [] }] };
        }
        const problems = check(value);
        if (problems.length === 0) return { value: value as RowOf<S> };
        return {
          issues: problems.map(([field, problem]) => ({
            message: `${field.name} ${requirement(field, problem)}`,
            path: [field.name],
          })),
        };
      },
    },
  };
}

function requirement(field: FieldDefinition, problem: FieldProblem): string {
  switch (problem) {
    case 'missing_required':
      return 'is required';
    case 'wrong_type':
      return `must be ${TYPE_WORDS[field.kind]}`;
    case 'pattern_mismatch':
      return field.pattern === undefined
        ? `must have at least ${field.minLength} characters`
        : `must match ${field.pattern}`;
    case 'not_in_list':
      return `must be one of ${field.values?.join(', ')}`;
    case 'not_integer':
      return 'must be a whole number';
    case 'out_of_possible_range': {
      const { min, max } = field.possible ?? {};
      if (min === undefined) return `must be at most ${max}`;
      return max === undefined ? `must be at least ${min}` : `must be from ${min} to ${max}`;
    }
  }
}

const TYPE_WORDS: Readonly<Record<FieldDefinition['kind'], string>> = {
  string: 'a text',
  number: 'a number',
  percentage: 'a number',
  currency: 'a number',
  date: 'a date such as 2025-10-10',
  boolean: 'true or false',
};
