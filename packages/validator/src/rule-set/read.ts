import { defineRelation, type Relation } from '@stock-analyzer/schema/relations';
import { ValidatorError } from '../errors';
import { patternProblem } from './safe-pattern';

/** Refuses a part of a rule set, by its path. */
export function refuse(path: string, problem: string): never {
  throw new ValidatorError({
    code: 'INVALID_RULE',
    message: `The rule set's ${path} ${problem}`,
    advice: 'See docs/add-a-rule.md.',
  });
}

/** Checks one part and gives it back. */
type Part = (value: unknown, path: string) => unknown;

export const text: Part = (value, path) =>
  typeof value === 'string' && value !== '' ? value : refuse(path, 'has to be a text');

export const number: Part = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'has to be a number');

const between =
  (min: number, max: number): Part =>
  (value, path) =>
    (number(value, path) as number) >= min && (value as number) <= max
      ? value
      : refuse(path, `has to be from ${min} to ${max}`);

const oneOf =
  (...values: readonly unknown[]): Part =>
  (value, path) =>
    values.includes(value) ? value : refuse(path, `has to be one of ${values.join(', ')}`);

const texts: Part = (value, path) =>
  Array.isArray(value) && value.length > 0
    ? value.map((each, at) => text(each, `${path}[${at}]`))
    : refuse(path, 'has to be a list of texts');

const pattern: Part = (value, path) => {
  const problem = patternProblem(text(value, path) as string);
  return problem ? refuse(path, problem) : value;
};

/** An object of exactly these parts; those whose name ends with `?` may be left out. */
export const record =
  (parts: Readonly<Record<string, Part>>): Part =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refuse(path, 'has to be an object');
    }
    const given = new Map(Object.entries(value));
    const read: [string, unknown][] = [];
    for (const [name, part] of Object.entries(parts)) {
      const key = name.replace('?', '');
      if (given.has(key)) read.push([key, part(given.get(key), `${path}.${key}`)]);
      else if (key === name) refuse(`${path}.${key}`, 'is missing');
      given.delete(key);
    }
    for (const key of given.keys()) refuse(`${path}.${key}`, 'is not known');
    return Object.fromEntries(read);
  };

export const severity = oneOf('error', 'warning', 'info');
const head = { name: text, kind: text, 'severity?': severity, 'mostly?': between(0, 1) };
const onField = { ...head, field: text };

const relation = record({
  left: text,
  kind: oneOf('=', '≈', '≥'),
  right: text,
  'constant?': record({ by: text, as: oneOf('factor', 'offset') }),
  tolerance: record({ relative: number, absolute: number }),
  'description?': record({ en: text, ko: text }),
});

/** By kind of rule: its parts. */
export const kinds: Readonly<Record<string, Part>> = {
  range: record({ ...onField, 'min?': number, 'max?': number }),
  list: record({ ...onField, values: texts }),
  pattern: record({ ...onField, pattern }),
  required: record(onField),
  integer: record(onField),
  completeness: record({ ...onField, min: between(0, 100) }),
  relation: record({ ...head, relation }),
};

/** The relation of a rule of that kind, checked. */
export function relationOf(
  name: string,
  { severity: weight = 'warning', relation: parts }: { severity?: Relation['severity']; relation: unknown },
  path: string,
): Relation {
  const given = parts as Omit<Relation, 'name' | 'severity' | 'description'> & Partial<Relation>;
  const formula = `${given.left} ${given.kind} ${given.right}`;
  const { description = { en: formula, ko: formula } } = given;
  try {
    return defineRelation({
      ...given,
      description,
      name,
      severity: weight,
    });
  } catch (cause) {
    return refuse(path, `is no relation: ${cause instanceof Error ? cause.message : cause}`);
  }
}
