import { expect, test } from 'vitest';
import { examplesOf } from './extract.mjs';
import { toModule } from './to-module.mjs';

/** What `code` becomes, without the first line's import. */
function module(code: string): string {
  return toModule({ file: 'docs/page.md', line: 10, code, run: true }).replace(/^import .*?; /, '');
}

test('a promised value becomes an assertion, on the same line', () => {
  expect(module('const a = [1];\na; // → [1]')).toContain('const a = [1];\n__equal((a), ([1])); // → [1]\n');
});

test('a promised value may stand alone on the line after its statement', () => {
  expect(module("['a']\n  .map(String);\n// → ['a']")).toContain(
    "__equal((['a']\n  .map(String)), (['a']));",
  );
});

test('a promise that cannot be checked is an error that tells the place', () => {
  expect(() => module('\nconst a = 1; // → 1')).toThrow('docs/page.md:11: "→ 1" stands behind something');
});

test('imports lead to source, and only public entries can be imported', () => {
  expect(module("import { x } from '@stock-analyzer/schema';")).toMatch(
    /from '.*packages\/schema\/src\/index\.ts'/,
  );
  expect(module("import { x } from '@stock-analyzer/xlsb';")).toMatch(/packages\/xlsb\/src\/node\.ts'/);
  expect(() => module("import { x } from '@stock-analyzer/schema/src/errors';")).toThrow(
    'not a public entry',
  );
  expect(() => module("await import('./errors');")).toThrow(
    'docs/page.md:10: an example imports public entries',
  );
});

test('examples are the ts blocks of pages and of doc comments', () => {
  const page = '# Title\n```ts\nconst a = 1;\n```\n```sh\nls\n```\n```ts\n// no-run\nb();\n```';
  expect(examplesOf(page, 'README.md')).toEqual([
    { file: 'README.md', line: 3, code: 'const a = 1;', run: true },
    { file: 'README.md', line: 9, code: '// no-run\nb();', run: false },
  ]);
  const source = '/**\n * @example\n * ```ts\n * if (a) {\n *   b;\n * }\n * ```\n */';
  expect(examplesOf(source, 'a.ts')).toEqual([
    { file: 'a.ts', line: 4, code: 'if (a) {\n  b;\n}', run: true },
  ]);
});
