import { expect, it } from 'vitest';
import { brief, visible } from './text';

it('marks that turn the direction of writing and control characters become visible', () => {
  expect(visible('a\u202egnp.exe')).toBe('a[U+202E]gnp.exe');
  expect(visible('a\u0000b')).toBe('a[U+0000]b');
  expect(visible('two\nlines\t')).toBe('two lines ');
});

it('broken characters become the sign for that; whole ones stay', () => {
  expect(visible('x\ud800y')).toBe('x\ufffdy');
  expect(visible('상사,자본재 😀 McDonald`s')).toBe('상사,자본재 😀 McDonald`s');
});

it('a text is cut between characters, never within one', () => {
  expect(brief('😀😀😀😀', 3)).toBe('😀😀…');
  expect(brief('abc', 3)).toBe('abc');
});
