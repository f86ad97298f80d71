import { expect, inject, test } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Names and sources of the entries that say they run everywhere. */
    browserEntries: { name: string; source: string }[];
  }
}

test.each(inject('browserEntries'))('$name loads in a browser', async ({ source }) => {
  expect(await import(/* @vite-ignore */ `/@fs${source}`)).toBeTypeOf('object');
});
