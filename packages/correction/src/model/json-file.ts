import { CorrectionError, type CorrectionErrorCode } from '../errors';

type Json = Readonly<Record<string, unknown>>;

/**
 * A file of version 1 with a list of objects under a name, as {@link JSON.parse} gives it: members are read by
 * name, never copied, so that one called `__proto__` is a name like any other.
 *
 * @throws CorrectionError of the given code if it is no such file.
 */
export function parseVersioned<Name extends string>(
  json: string,
  name: Name,
  code: CorrectionErrorCode,
): Json & Readonly<Record<Name, readonly Json[]>> {
  let file: unknown;
  let cause: unknown;
  try {
    file = JSON.parse(json);
  } catch (error) {
    cause = error;
  }
  const list = isObject(file) && file.version === 1 ? file[name] : undefined;
  if (Array.isArray(list) && list.every(isObject)) return file as ReturnType<typeof parseVersioned<Name>>;
  throw new CorrectionError({
    code,
    message: `This is no file of ${name} that this version knows`,
    advice: `It is JSON with "version": 1 and a list of objects under "${name}".`,
    ...(cause !== undefined && { cause }),
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** An ISO 8601 instant. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
