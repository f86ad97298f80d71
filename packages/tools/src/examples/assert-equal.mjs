import { expect } from 'vitest';

/**
 * What `expression; // → literal` in an example means.
 *
 * @param {unknown} actual @param {unknown} promised
 */
export function assertEqual(actual, promised) {
  expect(actual).toEqual(promised);
}
