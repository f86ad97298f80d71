import { StoreError } from '../../errors';

/**
 * The value of a JSON file.
 *
 * @throws StoreError `NOT_A_STORE` if it is something else, such as the page that a host answers with where
 * there is no file; `CORRUPT` if it is no valid JSON.
 */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StoreError({
      code: 'NOT_A_STORE',
      message: 'The file is no text in UTF-8',
      place: { file },
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (/^\s*[[{]/.test(text)) {
      throw new StoreError({
        code: 'CORRUPT',
        message: `The file is no valid JSON: ${(cause as Error).message}`,
        place: { file },
        advice: 'It was cut off, or something that writes no JSON (NaN is none) made it: make it again.',
        cause,
      });
    }
    const begins = JSON.stringify(text.trimStart().slice(0, 40));
    throw new StoreError({
      code: 'NOT_A_STORE',
      message: text.trim() ? `The file is no JSON: it begins with ${begins}` : 'The file is empty',
      place: { file },
      advice: 'Some hosts answer with a page where there is no file: check the address.',
      cause,
    });
  }
}

/** Whether a JSON value is an object, and no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
