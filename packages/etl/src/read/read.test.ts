import { CFB } from '@e965/xlsx';
import { workbookBytes } from '@stock-analyzer/fixtures';
import { cellAt, columnLetters, type SheetTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { EtlError } from '../errors';
import { bookBytes, utf8 } from '../testing/book';
import { readWorkbook } from './read';
import type { ReadProgress, WorkbookInput } from './types';

const code = (input: WorkbookInput, options = {}) =>
  readWorkbook(input, options).then(
    () => 'read',
    (error: unknown) => (error instanceof EtlError ? error.code : error),
  );

describe('the format', () => {
  test.each([
    ['xlsb', bookBytes({ S: [[1]] }, 'xlsb')],
    ['xlsx', bookBytes({ S: [[1]] }, 'xlsx')],
    ['xlsx', bookBytes({ S: [[1]] }, 'xlsm')],
    ['xls', bookBytes({ S: [[1]] }, 'xls')],
    ['ods', bookBytes({ S: [[1]] }, 'ods')],
    ['json', utf8('\ufeff \n[{"a": 1}]')],
    ['json', new Uint8Array([...'[1]'].flatMap((character) => [character.charCodeAt(0), 0]))],
    ['csv', utf8('a,b')],
    ['csv', utf8('')],
  ] as const)('%s is told by the content', async (format, bytes) => {
    if (bytes.length === 0) expect(await code(bytes)).toBe('NOT_A_WORKBOOK');
    else expect((await readWorkbook(bytes, { name: 'x.pdf' })).format).toBe(format);
  });

  test.each([
    ['an empty file', utf8('')],
    ['a web page', utf8('\n<!DOCTYPE html><title>404</title>')],
    ['a PDF', utf8('%PDF-1.7 ...')],
    ['an archive of other files', zipSync({ 'a.txt': strToU8('a') })],
    [
      'a text document',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': strToU8('') }),
    ],
    ['bytes without meaning', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 3])],
    ['JSON without a table', utf8('{"a": 1}')],
    ['an Office file that is no workbook', compound('WordDocument')],
  ])('%s is NOT_A_WORKBOOK', async (_, bytes) => expect(await code(bytes)).toBe('NOT_A_WORKBOOK'));

  test('an encrypted workbook is ENCRYPTED', async () => {
    expect(await code(compound('EncryptedPackage'))).toBe('ENCRYPTED');
  });
});

describe('the input', () => {
  test('may be bytes, a buffer, a Blob or a File, and stays as it is', async () => {
    const bytes = bookBytes({ S: [['a']] }, 'xlsb');
    const copy = bytes.slice();
    for (const input of [bytes, copy.buffer, new Blob([copy]), new File([copy], 'week.xlsb')]) {
      expect((await readWorkbook(input)).tables[0]!.rowCount).toBe(1);
    }
    expect(bytes).toEqual(copy);
    const stored = Buffer.from(zipSync(unzipSync(bytes), { level: 0 }));
    const before = stored.toString('hex');
    expect((await readWorkbook(stored)).tables[0]!.rowCount).toBe(1);
    expect(stored.toString('hex')).toBe(before);
    expect((await readWorkbook(new File([copy], 'week.xlsb'))).name).toBe('week.xlsb');
  });

  test('is UNREADABLE if it is anything else, or a Blob that is gone', async () => {
    for (const input of ['week.xlsb', null, undefined, {}]) {
      expect(await code(input as unknown as WorkbookInput)).toBe('UNREADABLE');
    }
    const gone = new Blob(['a']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    expect(await code(gone)).toBe('UNREADABLE');
  });

  test('is TOO_LARGE beyond the limit, before it is read', async () => {
    const large = new Blob(['a,b']);
    large.arrayBuffer = () => Promise.reject(new Error('was read'));
    expect(await code(large, { limits: { fileBytes: 2 } })).toBe('TOO_LARGE');
  });
});

describe('sheets', () => {
  const bytes = bookBytes({ 'T_EPS C': [['a']], M_Company: [['b']], ReadMe: [['c']] }, 'xlsx');

  test('are all read unless told', async () => {
    expect((await readWorkbook(bytes)).tables.map(({ name }) => name)).toEqual([
      'T_EPS C',
      'M_Company',
      'ReadMe',
    ]);
  });

  test('may be chosen by a test; none is fine too', async () => {
    const { tables } = await readWorkbook(bytes, { sheets: ({ name }) => name.includes('_') });
    expect(tables.map(({ name }) => name)).toEqual(['T_EPS C', 'M_Company']);
    expect((await readWorkbook(bytes, { sheets: [] })).tables).toEqual([]);
  });

  test('may be chosen by patterns beside names, in the order of the workbook', async () => {
    const { tables } = await readWorkbook(bytes, { sheets: ['ReadMe', /^t_/gi] });
    expect(tables.map(({ name }) => name)).toEqual(['T_EPS C', 'ReadMe']);
    await expect(readWorkbook(bytes, { sheets: [/^X_/] })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
      problem: 'The workbook has no sheet whose name matches /^X_/',
    });
  });

  test('that are not there are told before any is read', async () => {
    const steps: string[] = [];
    const onProgress = ({ step }: ReadProgress) => steps.push(step);
    await expect(readWorkbook(bytes, { sheets: ['ReadMe', 'M'], onProgress })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
    });
    expect(steps).toEqual(['open']);
  });

  test('that are not there are SHEET_NOT_FOUND, with the names that come near', async () => {
    await expect(readWorkbook(bytes, { sheets: ['T_EPS_C'], name: 'week.xlsx' })).rejects.toMatchObject({
      code: 'SHEET_NOT_FOUND',
      message: 'The workbook has no sheet "T_EPS_C" (at week.xlsx, T_EPS_C). Did you mean "T_EPS C"?',
    });
    await expect(readWorkbook(bytes, { sheets: ['Nothing alike'] })).rejects.toMatchObject({
      advice: 'It has 3 sheets: T_EPS C, M_Company, ReadMe.',
    });
  });
});

describe('a reading', () => {
  test.each([
    ['xlsb', ['open  0/1', 'sheet A 0/2', 'sheet B 1/2']],
    ['xlsx', ['open  0/1', 'sheet A 0/2', 'sheet B 1/2', 'table A 0/2', 'table B 1/2']],
    ['ods', ['open  0/1', 'table A 0/2', 'table B 1/2']],
  ] as const)('of %s tells its progress', async (format, expected) => {
    const steps: string[] = [];
    const onProgress = ({ step, sheet, done, total }: ReadProgress) =>
      steps.push(`${step} ${sheet ?? ''} ${done}/${total}`);
    await readWorkbook(bookBytes({ A: [['a']], B: [['b']] }, format), { onProgress });
    expect(steps).toEqual(expected);
  });

  test.each([
    ['xlsb', 'sheet'],
    ['xlsx', 'sheet'],
    ['xlsx', 'table'],
  ] as const)('of %s can be aborted before it begins and at a %s', async (format, step) => {
    const bytes = bookBytes({ A: [['a']], B: [['b']] }, format);
    expect(await code(bytes, { signal: AbortSignal.abort() })).toBe('ABORTED');
    const controller = new AbortController();
    const onProgress = (progress: ReadProgress) => {
      if (progress.step === step) controller.abort(new Error('enough'));
    };
    await expect(readWorkbook(bytes, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'ABORTED',
      cause: { message: 'enough' },
    });
  });

  test.each(['xlsb', 'xlsx', 'csv', 'json'] as const)(
    'of %s hands its tables over one by one',
    async (format) => {
      const bytes = {
        xlsb: bookBytes({ A: [['a']], B: [['b']] }, 'xlsb'),
        xlsx: bookBytes({ A: [['a']], B: [['b']] }, 'xlsx'),
        csv: utf8('a\n'),
        json: utf8('{"A":[{"a":1}],"B":[{"b":2}]}'),
      }[format];
      const whole = await readWorkbook(bytes);
      const taken: SheetTable[] = [];
      let busy = false;
      const onTable = async (table: SheetTable, { date1904 }: { date1904: boolean }) => {
        expect([busy, date1904]).toEqual([false, false]);
        busy = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy = false;
        taken.push(table);
      };
      expect(await readWorkbook(bytes, { onTable })).toEqual({ ...whole, tables: [] });
      expect(taken).toEqual(whole.tables);
    },
  );

  test('ends with the error of who takes its tables', async () => {
    const enough = new Error('enough');
    const onTable = () => Promise.reject(enough);
    for (const format of ['xlsb', 'xlsx'] as const) {
      const bytes = bookBytes({ A: [['a']], B: [['b']] }, format);
      await expect(readWorkbook(bytes, { onTable })).rejects.toBe(enough);
    }
  });

  test('of a sheet with more cells than the limit is TOO_LARGE', async () => {
    const far = bookBytes({ S: [['a'], ...Array.from({ length: 99 }, () => []), [1, 2]] }, 'xlsx');
    expect(await code(far, { limits: { cells: 200 } })).toBe('TOO_LARGE');
    expect(await code(far, { limits: { cells: 202 } })).toBe('read');
  });

  test('of a mutated file reads or throws a typed error, and takes no time', async () => {
    // SheetJS tells the console of records in XLS files that it does not know.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const originals = (['xlsb', 'xlsx', 'xls', 'ods'] as const).map((type) =>
      bookBytes(
        {
          S: [
            ['Ticker', 'ROE'],
            ['NVDA', 0.79],
          ],
          T: [['x']],
        },
        type,
      ),
    );
    const mutation = fc.tuple(fc.nat(), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        async (which, mutations) => {
          const bytes = originals[which]!.slice();
          for (const [at, value] of mutations) bytes[at % bytes.length] = value;
          const start = performance.now();
          expect(typeof (await code(bytes))).toBe('string');
          expect(performance.now() - start).toBeLessThan(2000);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('a generated week is read cell by cell as it was written', async () => {
  const { bytes, content } = workbookBytes('small', { tickerSheets: 3 });
  const { tables, sheets } = await readWorkbook(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(content.sheets.map(({ name }) => name));
  const wrong: unknown[] = [];
  let used = 0;
  for (const [index, sheet] of content.sheets.entries()) {
    const table = tables[index]!;
    const columns = new Map(table.columns.map((column) => [column.name, column]));
    for (const { index: row, cells } of sheet.rows) {
      for (const [at, cell] of cells.entries()) {
        const value = cell?.value ?? null;
        if (value === null || value === '') continue;
        used++;
        const column = columns.get(columnLetters(at))!;
        const place = row + 1 - table.firstRow;
        const read = typeof value === 'object' ? column.causes?.get(place)?.error : cellAt(column, place);
        const format = column.formats?.exceptions.get(place) ?? column.formats?.common;
        const written = typeof value === 'object' ? value.error : value;
        if (read !== written || format !== (cell?.format ?? 'General'))
          wrong.push([sheet.name, row, at, read, format]);
      }
    }
  }
  expect(wrong).toEqual([]);
  const read = tables.flatMap(({ columns }) =>
    columns.map(({ validity, causes }) => sum(validity) + (causes?.size ?? 0)),
  );
  expect(sum(read)).toBe(used);
});

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

/** A compound file with one stream. */
function compound(stream: string): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, `/${stream}`, new Uint8Array(5000));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}
