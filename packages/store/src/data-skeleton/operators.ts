import { StoreError } from '../errors';
import { foldText } from '../query/text';

/** Whether one value fits. */
export type Test = (value: unknown) => boolean;

type Operator = (operand: never, condition: object) => Test;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$gt', (operand: number) => (value) => (value as number) > operand],
  ['$gte', (operand: number) => (value) => (value as number) >= operand],
  ['$lt', (operand: number) => (value) => (value as number) < operand],
  ['$lte', (operand: number) => (value) => (value as number) <= operand],
  ['$eq', (operand: unknown) => (value) => value === operand],
  ['$ne', (operand: unknown) => (value) => value !== operand],
  ['$in', (list: unknown) => (value) => Array.isArray(list) && list.includes(value)],
  ['$nin', (list: unknown) => (value) => Array.isArray(list) && !list.includes(value)],
  ['$contains', contains],
  ['$regex', matches],
]);

/**
 * The test that a filter sets for one field. As ever, an operator that is not known sets none.
 *
 * @throws StoreError `INVALID_QUERY` for a pattern that is none.
 */
export function testOf(condition: unknown): Test {
  if (!hasOperators(condition)) return (value) => value === condition;
  const tests: Test[] = [];
  for (const [name, operand] of Object.entries(condition)) {
    const operator = OPERATORS.get(name);
    if (operator) tests.push(operator(operand as never, condition));
  }
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  return tests.length === 2
    ? (value) => first(value) && second(value)
    : (value) => tests.every((test) => test(value));
}

/** Whether a condition is an object of operators, and no value to be the same as. */
export function hasOperators(condition: unknown): condition is object {
  return typeof condition === 'object' && condition !== null;
}

function contains(text: unknown): Test {
  const folded = foldText(String(text));
  return (value) => typeof value === 'string' && foldText(value).includes(folded);
}

function matches(pattern: unknown, condition: { readonly $flags?: unknown }): Test {
  const given = pattern instanceof RegExp ? pattern.flags : String(condition.$flags ?? 'i');
  try {
    // With g or y an expression remembers where it stopped.
    const regex = new RegExp(
      pattern instanceof RegExp ? pattern.source : String(pattern),
      given.replace(/[gy]/g, ''),
    );
    return (value) => typeof value === 'string' && regex.test(value);
  } catch (cause) {
    throw new StoreError({
      code: 'INVALID_QUERY',
      message: `$regex is no pattern: ${cause instanceof Error ? cause.message : cause}`,
      advice: 'Escape what a person typed, or use $contains.',
      cause,
    });
  }
}
