import { type FieldDefinition, isIsoDate, wholePattern } from '@stock-analyzer/schema';
import { isBlank, type Storage, storageOf } from '../columns/field-column';
import { fieldRules } from '../rules/index';
import type { CellTest } from '../rules/rule';

/** A rule's test of one field's values. */
export interface PlannedTest {
  /** Index into the compiled rules. */
  readonly rule: number;
  readonly test: CellTest;
  /** What made the test: a rule's `cell`. */
  readonly source: unknown;
}

/**
 * How one field's values are judged. Nearly all values are good, so there are two steps: a quick one that lets
 * values pass which no test can find bad, and the tests themselves for the rest.
 */
export interface FieldPlan {
  readonly field: FieldDefinition;
  readonly storage: Storage;
  /** In the order of the rules. */
  readonly tests: readonly PlannedTest[];
  /** Numbers between these pass, if they need not be whole ones. */
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
  /** Whether a missing value passes. */
  readonly optional: boolean;
  /** Whether the quick step knows all that the tests find; else every value is put to the tests. */
  readonly isQuick: boolean;
  /** Whether a value as a row holds it passes: then no test finds it bad. */
  readonly accepts: (value: unknown) => boolean;
}

const knownTests = new Set<unknown>(fieldRules.map(({ cell }) => cell));

/** Plans how the values of one field are put to these tests. */
export function planField(field: FieldDefinition, tests: readonly PlannedTest[]): FieldPlan {
  // What a caller's own rule finds bad cannot be told from the field's definition.
  const isQuick = tests.every(({ source }) => knownTests.has(source));
  const { possible, plausible, integer = false, required = false } = field;
  const plan = {
    field,
    storage: storageOf(field),
    tests,
    low: Math.max(possible?.min ?? -Number.MAX_VALUE, plausible?.min ?? -Number.MAX_VALUE),
    high: Math.min(possible?.max ?? Number.MAX_VALUE, plausible?.max ?? Number.MAX_VALUE),
    integer,
    optional: !required,
  };
  if (isQuick) return { ...plan, isQuick, accepts: acceptanceOf(plan) };
  return { ...plan, isQuick, low: Infinity, high: -Infinity, optional: false, accepts: () => false };
}

type Limits = Pick<FieldPlan, 'field' | 'storage' | 'low' | 'high' | 'integer' | 'optional'>;

function acceptanceOf({ field, storage, low, high, integer, optional }: Limits): FieldPlan['accepts'] {
  const isNothing = (value: unknown) => optional && (value === null || value === undefined);
  if (storage === 'boolean') return (value) => typeof value === 'boolean' || isNothing(value);
  if (storage === 'number') {
    if (integer) {
      return (value) =>
        typeof value === 'number' ? value >= low && value <= high && value % 1 === 0 : isNothing(value);
    }
    return (value) => (typeof value === 'number' ? value >= low && value <= high : isNothing(value));
  }
  const { pattern, minLength = 0, kind } = field;
  const values = field.values && new Set(field.values);
  const whole = pattern === undefined ? undefined : wholePattern(pattern);
  if (optional && !values && !whole && minLength === 0 && kind !== 'date') {
    return (value) => typeof value === 'string' || value === null || value === undefined;
  }
  return (value) => {
    if (typeof value !== 'string') return isNothing(value);
    return (
      value.length >= minLength &&
      (optional || !isBlank(value)) &&
      (kind !== 'date' || isIsoDate(value)) &&
      (!whole || whole.test(value)) &&
      (!values || values.has(value))
    );
  };
}
