import { storableText } from '../dataset/prepare';
import { type StoreError, storeError } from '../errors';
import type { FieldCatalogue, FieldType } from './fields';
import type { Filter, Operand } from './language';
import { foldText } from './text';

/**
 * A filter made plain: what every engine has to understand, and no more. It is two-valued: where a value is
 * missing, a test is false and its negation true.
 */
export type Condition =
  | { readonly test: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly test: 'not'; readonly of: Condition }
  | { readonly test: 'exists'; readonly field: string }
  /** The value is one of these; `missing`: or there is none. */
  | {
      readonly test: 'in';
      readonly field: string;
      readonly values: readonly NonNullable<Operand>[];
      readonly missing: boolean;
    }
  /** The value is of the operand's type and stands so to it in the order of sorting. */
  | {
      readonly test: 'gt' | 'gte' | 'lt' | 'lte';
      readonly field: string;
      readonly value: NonNullable<Operand>;
    }
  /** The folded value contains the folded text, or starts with it. */
  | { readonly test: 'contains' | 'startsWith'; readonly field: string; readonly text: string };

const DEEPEST = 32;
const MOST = 10_000;

/**
 * Understands a filter.
 *
 * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
 */
export function parseFilter(filter: Filter | undefined, fields: FieldCatalogue): Condition {
  let count = 0;
  return parse(filter ?? {}, 0);

  function parse(part: unknown, depth: number): Condition {
    if (!isPlain(part)) throw invalid(`A filter needs an object, not ${show(part)}`);
    if (depth > DEEPEST) throw invalid(`The filter is deeper than ${DEEPEST} levels`);
    const all: Condition[] = [];
    for (const [key, value] of Object.entries(part)) {
      if (++count > MOST) throw invalid(`The filter has more than ${MOST} conditions`);
      if (value === undefined) continue;
      if (key === '$and' || key === '$or') {
        if (!Array.isArray(value)) throw invalid(`${key} needs a list of filters, not ${show(value)}`);
        all.push({ test: key === '$and' ? 'all' : 'any', of: value.map((each) => parse(each, depth + 1)) });
      } else if (key === '$not') all.push(negated(true, parse(value, depth + 1)));
      else if (key.startsWith('$')) throw invalid(`There is no operator ${key}`, OPERATORS);
      else all.push(...conditionsOn(key, value, fields.typeOf(key)));
    }
    return all.length === 1 ? all[0]! : { test: 'all', of: all };
  }
}

const OPERATORS =
  'Filters have $and $or $not, fields $eq $ne $gt $gte $lt $lte $in $nin $contains $startsWith $exists.';

function conditionsOn(field: string, value: unknown, type: FieldType): Condition[] {
  if (Array.isArray(value)) throw invalid(`The filter gives a list for "${field}"`, 'Use $in for a list.');
  if (!isPlain(value)) return [isIn(field, [value], type)];
  return Object.entries(value).flatMap(([operator, operand]) =>
    operand === undefined ? [] : [conditionOn(field, operator, operand, type)],
  );
}

function conditionOn(field: string, operator: string, operand: unknown, type: FieldType): Condition {
  const wrong = (needed: string, advice?: string) =>
    invalid(`${operator} on "${field}" needs ${needed}, not ${show(operand)}`, advice);
  switch (operator) {
    case '$eq':
    case '$ne':
      return negated(operator === '$ne', isIn(field, [operand], type));
    case '$in':
    case '$nin':
      if (!Array.isArray(operand)) throw wrong('a list');
      return negated(operator === '$nin', isIn(field, operand, type));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte': {
      const value = operandOf(field, operand, type);
      if (value === null) throw wrong('a value', 'Use $exists.');
      return { test: operator.slice(1) as 'gt', field, value };
    }
    case '$contains':
    case '$startsWith':
      if (typeof operand !== 'string') throw wrong('a text');
      if (type === 'number' || type === 'boolean')
        throw invalid(`${operator} on "${field}" needs a field of texts`, `It is a field of ${type}s.`);
      return { test: operator.slice(1) as 'contains', field, text: foldText(storableText(operand)) };
    case '$exists':
      if (typeof operand !== 'boolean') throw wrong('true or false');
      return negated(!operand, { test: 'exists', field });
    default:
      throw invalid(`There is no operator ${operator} on "${field}"`, OPERATORS);
  }
}

function negated(isNegated: boolean, of: Condition): Condition {
  return isNegated ? { test: 'not', of } : of;
}

function isIn(field: string, operands: readonly unknown[], type: FieldType): Condition {
  const values = new Set<NonNullable<Operand>>();
  let missing = false;
  for (const operand of operands) {
    const value = operandOf(field, operand, type);
    if (value === null) missing = true;
    else values.add(value);
  }
  return { test: 'in', field, values: [...values], missing };
}

/** Refuses what the field could never equal, such as the text of an input box on a field of numbers. */
function operandOf(field: string, operand: unknown, type: FieldType): Operand {
  if (operand === null) return null;
  const found = typeof operand === 'string' ? 'text' : typeof operand;
  const isValue = ['text', 'number', 'boolean'].includes(found) && !Number.isNaN(operand);
  if (!isValue || (type !== 'any' && found !== type)) {
    throw invalid(
      `The filter compares "${field}" with ${show(operand)}`,
      isValue ? `It is a field of ${type}s.` : 'Use a text, number, boolean or null.',
    );
  }
  // As values are stored: −0 is 0, and no text holds half a surrogate pair.
  if (typeof operand === 'string') return storableText(operand);
  return operand === 0 ? 0 : (operand as Operand);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : String(value);
}

/** @internal */
export function invalid(message: string, advice?: string): StoreError {
  return storeError('INVALID_QUERY', message, advice);
}
