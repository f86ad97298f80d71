import type { SkeletonQuery } from './language';

/** Deeper than this no query goes that is not a circle. */
const DEEPEST = 8;

let uncachable = 0;

/**
 * A text that only equal queries share, whatever the order in which their keys were written. A query with a value
 * that has no text (a function, an object of a class) gets a key that no other has, so it is never answered from
 * the cache.
 */
export function cacheKey({ filter, sort, limit, offset, projection }: SkeletonQuery): string {
  const order = sort?.field ? `${write(sort.field, 0)}${write(sort.order || 'asc', 0)}` : '';
  const page = `${limit ? write(limit, 0) : ''}@${offset ? write(offset, 0) : ''}`;
  const fields = Array.isArray(projection) ? write(projection, 0) : '';
  // A field's name could look like a key's end, but each text says how long it is.
  return `${filter ? write(filter, 0) : '{}'}/${order}/${page}/${fields}`;
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return `${value.length}"${value}`;
    case 'number':
      return `${value}`;
    case 'object':
      return value === null ? 'null' : writeObject(value, depth + 1);
    case 'boolean':
    case 'undefined':
      return `${value}`;
    case 'bigint':
      return `${value}n`;
    default:
      return unique();
  }
}

function writeObject(value: object, depth: number): string {
  if (depth > DEEPEST) return unique();
  if (Array.isArray(value)) {
    let text = '[';
    for (const each of value) text += `${write(each, depth)},`;
    return `${text}]`;
  }
  if (value instanceof RegExp) return `R${write(`${value.flags}/${value.source}`, depth)}`;
  if (value instanceof Date) return `D${value.getTime()}`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return unique();
  const keys = Object.keys(value);
  if (keys.length > 1) keys.sort();
  let text = '{';
  for (const key of keys)
    text += `${key.length}"${key}${write((value as Record<string, unknown>)[key], depth)}`;
  return `${text}}`;
}

function unique(): string {
  return `?${++uncachable}`;
}
