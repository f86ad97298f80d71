import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookBytes, utf8 } from '../testing/book';
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

  test('to an XLSB or XLSX file costs what is read of it: one of 3 GiB cannot be held', async () => {
    for (const format of ['xlsb', 'xlsx'] as const) {
      const large = join(folder, `large.${format}`);
      const bytes = bookBytes({ S: [['a']] }, format);
      await writeWithHole(large, bytes, 3 * 2 ** 30);
      const limits = { fileBytes: 2 ** 32 };
      const { tables } = await readWorkbook(large, { limits });
      expect(tables).toEqual((await readWorkbook(bytes)).tables);
    }
  });

  test('to a pipe is read to its end', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [workbook] = await Promise.all([
      readWorkbook(pipe),
      writeFile(pipe, bookBytes({ S: [['a']] }, 'xlsb')),
    ]);
    expect(workbook).toMatchObject({ format: 'xlsb', tables: [{ name: 'S', rowCount: 1 }] });
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

/** Writes a zip with nothing, and much of it, between its parts and its directory. The disk holds no hole. */
async function writeWithHole(path: string, zip: Uint8Array, size: number): Promise<void> {
  const bytes = zip.slice();
  const end = new DataView(bytes.buffer, bytes.length - 22);
  const directory = end.getUint32(16, true);
  end.setUint32(16, directory + size, true);
  const file = await open(path, 'w');
  await file.write(bytes, 0, directory, 0);
  await file.write(bytes, directory, bytes.length - directory, directory + size);
  await file.close();
}
