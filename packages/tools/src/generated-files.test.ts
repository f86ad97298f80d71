import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated-files.mjs';

test('files are made once, and again when one is missing or the generator has changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  const made: string[] = [];
  const get = () =>
    generatedFiles(folder, ['a.txt', 'b.txt'], (name, path) => {
      made.push(name);
      writeFileSync(path, `${name} ${made.length}`);
    });

  const paths = await get();
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['a.txt 1', 'b.txt 2']);
  await get();
  expect(made).toHaveLength(2);

  rmSync(join(folder, 'b.txt'));
  await get();
  expect(made).toHaveLength(4);

  writeFileSync(join(folder, 'made-by.txt'), 'an older generator');
  await get();
  expect(made).toHaveLength(6);
  rmSync(folder, { recursive: true });
});
