import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utf8 } from '../testing/book';
import { readWorkbook } from './node';

describe('a path', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-'));
    path = join(folder, 'M_Company.csv');
    await writeFile(path, 'Ticker\nNVDA\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('or a file URL is read, and names the workbook', async () => {
    for (const input of [path, pathToFileURL(path)]) {
      expect(await readWorkbook(input)).toMatchObject({
        name: 'M_Company.csv',
        sheets: [{ name: 'M_Company' }],
      });
    }
    expect((await readWorkbook(path, { name: 'A_Company.csv' })).sheets[0]!.name).toBe('A_Company');
    expect((await readWorkbook(utf8('a\n'))).format).toBe('csv');
  });

  test('that leads nowhere, or to a folder, is UNREADABLE', async () => {
    const missing = join(folder, 'week.xlsb');
    await expect(readWorkbook(missing)).rejects.toMatchObject({
      code: 'UNREADABLE',
      problem: `There is no file ${missing}`,
    });
    await expect(readWorkbook(folder)).rejects.toMatchObject({
      code: 'UNREADABLE',
      problem: `${folder} is a folder`,
    });
    await expect(readWorkbook('a\0b')).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('to a file beyond the limit is TOO_LARGE; an aborted reading is ABORTED', async () => {
    await expect(readWorkbook(path, { limits: { fileBytes: 5 } })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    await expect(readWorkbook(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
