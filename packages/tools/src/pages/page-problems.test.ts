import { expect, test } from 'vitest';
import { pageProblems } from './page-problems.mjs';

test('a relative link has to lead somewhere, its heading too', () => {
  const text =
    '[a](LICENSE) [b](nowhere.md)\n![c](https://example.org/x.png) [d](CONTRIBUTING.md#no-such-part)';
  expect(pageProblems('README.md', text)).toEqual([
    'README.md:1: the link nowhere.md leads nowhere',
    'README.md:2: CONTRIBUTING.md#no-such-part: no such heading',
  ]);
});

test('links are relative to the page; code is no link', () => {
  expect(pageProblems('docs/page.md', '[a](../LICENSE) `[b](nowhere)`')).toEqual([]);
});

test('paths in code have to exist, unless a word in capitals stands for something', () => {
  const text = '`packages/schema/src` `packages/schema/nothing.ts` `packages/NAME/bench`';
  expect(pageProblems('README.md', text)).toEqual([
    'README.md:1: the path packages/schema/nothing.ts does not exist',
  ]);
});

test('commands have to be scripts of the workspace', () => {
  const text = '```sh\npnpm check\npnpm chekc\nnpm run build\n```\n`npm run biuld`';
  expect(pageProblems('README.md', text)).toEqual([
    'README.md:3: there is no script for `pnpm chekc`',
    'README.md:6: there is no script for `npm run biuld`',
  ]);
});
