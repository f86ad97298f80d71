/**
 * Where two values differ first, in words; undefined if they are deeply equal. Numbers are compared so that NaN is
 * NaN and −0 is not 0; a property that is undefined counts as not there; prototypes do not count.
 */
export function difference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  const told = `${path ? `${path} is` : 'it is'} ${show(actual)}, not ${show(expected)}`;
  if (typeof actual !== 'object' || typeof expected !== 'object' || !actual || !expected) return told;
  if (isList(actual) || isList(expected)) {
    return isList(actual) && isList(expected) ? listDifference(actual, expected, path) : told;
  }
  if (isCollection(actual) || isCollection(expected)) {
    return actual instanceof Map === expected instanceof Map && isCollection(actual) && isCollection(expected)
      ? listDifference([...actual], [...expected], `${path}.entries`)
      : told;
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  for (const key of keys) {
    const found = difference(own(actual, key), own(expected, key), path ? `${path}.${key}` : key);
    if (found) return found;
  }
  return undefined;
}

type List = ArrayLike<unknown>;

function isCollection(value: object): value is Map<unknown, unknown> | Set<unknown> {
  return value instanceof Map || value instanceof Set;
}

function isList(value: object): value is List {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function listDifference(actual: List, expected: List, path: string): string | undefined {
  const shared = Math.min(actual.length, expected.length);
  for (let index = 0; index < shared; index++) {
    const found = difference(actual[index], expected[index], `${path}[${index}]`);
    if (found) return found;
  }
  if (actual.length === expected.length) return undefined;
  return `${path || 'it'} has ${actual.length} elements, not ${expected.length}: ${show(actual)}, not ${show(expected)}`;
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

const LONGEST = 300;

/** A value in short, for messages. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'function' || typeof value === 'symbol' || value === undefined) return String(value);
  const text = JSON.stringify(value, (_, each) =>
    each instanceof Map || each instanceof Set ? [...each] : typeof each === 'bigint' ? `${each}n` : each,
  );
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
