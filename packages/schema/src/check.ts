import type { FieldDefinition } from './field';
import type { IssueCode } from './issue';
import { wholePattern } from './pattern';
import type { Schema } from './schema';

/** What may be wrong with one value by its field's definition alone. Being unusual is not wrong. */
export type FieldProblem = Extract<
  IssueCode,
  | 'missing_required'
  | 'wrong_type'
  | 'pattern_mismatch'
  | 'not_in_list'
  | 'not_integer'
  | 'out_of_possible_range'
>;

/** Tells what is wrong with a value, undefined if nothing is. */
export type FieldCheck = (value: unknown) => FieldProblem | undefined;

/** A check of one value, made once per field so that each row costs little. */
function compileFieldCheck(field: FieldDefinition): FieldCheck {
  const check = checkOfKind(field);
  return (value) => {
    if (value !== null && value !== undefined) return check(value);
    return field.required ? 'missing_required' : undefined;
  };
}

/** Whether a text is a day of the calendar, `2025-10-10`. */
export function isIsoDate(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function checkOfKind(field: FieldDefinition): FieldCheck {
  switch (field.kind) {
    case 'string':
      return textCheck(field);
    case 'date':
      return (value) => (typeof value === 'string' && isIsoDate(value) ? undefined : 'wrong_type');
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? undefined : 'wrong_type');
    default:
      return numberCheck(field);
  }
}

function textCheck({ pattern, minLength = 0, values }: FieldDefinition): FieldCheck {
  const expression = pattern === undefined ? undefined : wholePattern(pattern);
  const allowed = values && new Set(values);
  return (value) => {
    if (typeof value !== 'string') return 'wrong_type';
    if (value.length < minLength || expression?.test(value) === false) return 'pattern_mismatch';
    return allowed?.has(value) === false ? 'not_in_list' : undefined;
  };
}

function numberCheck({ integer, possible }: FieldDefinition): FieldCheck {
  const { min = -Infinity, max = Infinity } = possible ?? {};
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'wrong_type';
    if (integer && !Number.isInteger(value)) return 'not_integer';
    return value < min || value > max ? 'out_of_possible_range' : undefined;
  };
}

/** A check of a whole row: the problems by display name, in the schema's order. */
export function compileRowCheck(schema: Schema): (row: object) => [field: FieldDefinition, FieldProblem][] {
  const checks = schema.fields.map((field) => [field, compileFieldCheck(field)] as const);
  return (row) => {
    const problems: [FieldDefinition, FieldProblem][] = [];
    for (const [field, check] of checks) {
      const value = Object.hasOwn(row, field.name) ? row[field.name as keyof typeof row] : undefined;
      const problem = check(value);
      if (problem) problems.push([field, problem]);
    }
    return problems;
  };
}
