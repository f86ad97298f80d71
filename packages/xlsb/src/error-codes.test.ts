import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openXlsb as openXlsbElsewhere } from './index';
import { openXlsb, XlsbError, type XlsbErrorCode } from './node';
import { record, u32, wide, writeRecords } from './testing/record-draft';
import {
  cell,
  cellValue,
  partsOf,
  rowOf,
  sheetOf,
  textsOf,
  type WorkbookParts,
} from './testing/workbook-parts';
import { entryOf, writeZip, type ZipDraft, zipOf } from './testing/zip-draft';

const SHEET = 'xl/worksheets/sheet1.bin';

function parts(
  cells: Parameters<typeof sheetOf>[0] = [rowOf(0), cell(7, 0, 0, cellValue(7))],
): WorkbookParts {
  return partsOf({ sheets: { M_Company: sheetOf(cells) }, texts: textsOf(['NVDA']) });
}

const file = (change: (zip: ZipDraft) => void = () => {}, from = parts()) => {
  const zip = zipOf(from);
  change(zip);
  return writeZip(zip);
};
const sheetEntry = (zip: ZipDraft) => zip.entries.find(({ name }) => String(name) === SHEET)!;
const xml = (text: string) => Buffer.from(text);
const table = async (bytes: Uint8Array) => (await openXlsb(bytes)).sheets[0]!.table();

const folder = mkdtempSync(join(tmpdir(), 'xlsb-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FETCH = 'Fetch the file again, or open and save it in a spreadsheet program.';
const GIVE = 'Give an XLSB workbook.';

/** By code: what raises it, and what the error says, place and advice included. */
const CASES: readonly [code: XlsbErrorCode, what: string, raise: () => Promise<unknown>, message: string][] =
  [
    [
      'UNREADABLE',
      'nothing that can be read',
      () => openXlsb(7 as never),
      'The input is neither bytes nor a Blob, but a number. Give a Uint8Array, an ArrayBuffer, a Blob or a File; in Node, also a path.',
    ],
    [
      'UNREADABLE',
      'a path that leads nowhere',
      () => openXlsb('/nowhere/at/all.xlsb'),
      'There is no file /nowhere/at/all.xlsb. Check the path.',
    ],
    ['UNREADABLE', 'a folder', () => openXlsb(folder), `${folder} is a folder. Give a file in it.`],
    [
      'UNREADABLE',
      'a path where there are no files',
      () => openXlsbElsewhere('book.xlsb'),
      'Paths can only be read in Node. Give a Uint8Array, an ArrayBuffer, a Blob or a File; in Node, also a path.',
    ],
    ['NOT_XLSB', 'an empty file', () => openXlsb(new Uint8Array()), `The file is empty. ${GIVE}`],
    ['NOT_XLSB', 'a page', () => openXlsb(xml(' <html>')), `The file is an HTML or XML page. ${GIVE}`],
    ['NOT_XLSB', 'a text', () => openXlsb(xml('a,b\n1,2')), `The file is no zip archive. ${GIVE}`],
    [
      'NOT_XLSB',
      'an XLSX workbook',
      () => openXlsb(writeZip(zipOf([['xl/workbook.xml', xml('<workbook/>')]]))),
      `The file is an XLSX workbook. ${GIVE}`,
    ],
    [
      'NOT_XLSB',
      'an archive of something else',
      () => openXlsb(writeZip(zipOf([['photo.jpg', xml('x')]]))),
      'The file is a zip archive without a workbook in it. Unpack it first.',
    ],
    [
      'ENCRYPTED',
      'a part with a password of the zip’s own',
      () => table(file((zip) => void Object.assign(sheetEntry(zip), { flags: 1 }))),
      `A part of the zip is encrypted (at M_Company, ${SHEET}). Save the workbook without a password.`,
    ],
    [
      'TRUNCATED',
      'a download that broke off',
      () => openXlsb(file().subarray(0, 600)),
      'The file begins like a zip, but its directory at the end is missing. The file was probably cut off when it was copied or downloaded: fetch it again.',
    ],
    [
      'DAMAGED',
      'a checksum that is wrong',
      () => table(file((zip) => void Object.assign(sheetEntry(zip), { crc: 7 }))),
      `The part cannot be inflated, or its checksum is wrong (at M_Company, ${SHEET}). ${FETCH}`,
    ],
    [
      'DAMAGED',
      'a cell of a text that there is not',
      () => table(file(undefined, parts([rowOf(4), cell(7, 27, 0, u32(9))]))),
      `A cell has the shared text 9, and there are 1 (at M_Company!AB5, ${SHEET}, byte 27). ${FETCH}`,
    ],
    [
      'DAMAGED',
      'a sheet without a part',
      () => table(file((zip) => void zip.entries.splice(zip.entries.indexOf(sheetEntry(zip)), 1))),
      `The sheet's part is missing (at M_Company). ${FETCH}`,
    ],
    [
      'DAMAGED',
      'a workbook without the relationships of its parts',
      () => openXlsb(file((zip) => void zip.entries.splice(2, 1))),
      `A part of the workbook is missing (at xl/_rels/workbook.bin.rels). ${FETCH}`,
    ],
    [
      'UNSUPPORTED',
      'a method of packing that came late',
      () => table(file((zip) => void Object.assign(sheetEntry(zip), { method: 93 }))),
      `A part of the zip is packed by the method 93, not by deflate (at M_Company, ${SHEET}). Open and save the file in a spreadsheet program.`,
    ],
    [
      'TOO_LARGE',
      'a text that no cell can hold',
      () => table(file(undefined, parts([rowOf(0), cell(6, 1, 0, wide('x'.repeat(131_073)))]))),
      `A text has 131073 characters, more than the limit of 131,072 (at M_Company!B1, ${SHEET}, byte 37). If you trust the file, raise limits.textLength.`,
    ],
    [
      'SHEET_NOT_FOUND',
      'a name that is spelled otherwise',
      async () => (await openXlsb(file())).sheet('m company'),
      'The workbook has no sheet "m company" (at m company). Did you mean "M_Company"?',
    ],
    [
      'SHEET_NOT_FOUND',
      'a name that there is not',
      async () => (await openXlsb(file())).select(['Other']),
      'The workbook has no sheet "Other" (at Other). It has 1 sheets: M_Company.',
    ],
    [
      'ABORTED',
      'a signal',
      async () => (await openXlsb(file())).sheets[0]!.table({ signal: AbortSignal.abort() }),
      'Reading was aborted (at M_Company).',
    ],
  ];

async function errorOf(raise: () => Promise<unknown>): Promise<XlsbError> {
  const error: unknown = await raise().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(XlsbError);
  return error as XlsbError;
}

describe('an error says what is wrong, where, and what to do', () => {
  it.each(CASES)('%s: %s', async (code, _, raise, message) => {
    expect(await errorOf(raise)).toMatchObject({ code, message, name: 'XlsbError' });
  });

  it('there is a case for every code', () => {
    const all: Record<XlsbErrorCode, true> = {
      UNREADABLE: true,
      NOT_XLSB: true,
      ENCRYPTED: true,
      TRUNCATED: true,
      DAMAGED: true,
      UNSUPPORTED: true,
      TOO_LARGE: true,
      SHEET_NOT_FOUND: true,
      ABORTED: true,
    };
    expect([...new Set(CASES.map(([code]) => code))].sort()).toEqual(Object.keys(all).sort());
  });

  it('the name of the file is in it where there is one', async () => {
    const path = join(folder, 'Global_Scouter.xlsb');
    writeFileSync(path, file(undefined, parts([rowOf(1), rowOf(0)])));
    const workbook = await openXlsb(path);
    const error = await errorOf(() => workbook.sheets[0]!.rows());
    expect(error.place).toEqual({
      file: 'Global_Scouter.xlsb',
      sheet: 'M_Company',
      part: SHEET,
      row: 2,
      offset: expect.any(Number),
    });
    expect(error.problem).toBe('Row 1 stands behind row 2');
    await workbook.close();
    expect(await errorOf(() => workbook.sheets[0]!.rows())).toMatchObject({
      code: 'UNREADABLE',
      problem: 'The workbook has been closed',
    });
  });

  it('only what may succeed later can be tried again', async () => {
    const retryable = [];
    for (const [code, , raise] of CASES) if ((await errorOf(raise)).retryable) retryable.push(code);
    expect(retryable).toEqual(['TRUNCATED', 'ABORTED']);
  });
});

describe('names that a program may stumble over', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  it('are names of sheets and of relationships like any other', async () => {
    const sheets = new Map(names.map((name) => [name, sheetOf([rowOf(0), cell(2, 0, 0, cellValue(2))])]));
    const rels = names.map(
      (name, at) => `<Relationship Id="${name}" Type="x/${name}" Target="${name}/${at}"/>`,
    );
    const book = [record(131), ...names.map((name) => record(156, u32(0, 0), wide(name), wide(name)))];
    const named = new Map<string, Uint8Array>([
      ['xl/workbook.bin', writeRecords(book)],
      ['xl/_rels/workbook.bin.rels', xml(rels.join(''))],
      ...names.map((name, at) => [`xl/${name}/${at}`, writeRecords(sheets.get(name)!)] as const),
    ]);
    const workbook = await openXlsb(writeZip(zipOf(named)));
    expect(workbook.sheets.map((sheet) => [sheet.name, sheet.kind])).toEqual(
      names.map((name) => [name, 'worksheet']),
    );
    for (const name of names) expect(await workbook.sheet(name).rows()).toEqual([{ row: 1, cells: [2] }]);
  });

  it('lead to no part that there is not', async () => {
    const workbook = await openXlsb(file());
    for (const name of names) expect(() => workbook.sheet(name)).toThrow(XlsbError);
  });
});

describe('two sheets', () => {
  it('do not share a part: only a bomb has such', async () => {
    const book = [record(131), ...['A', 'B'].map((name) => record(156, u32(0, 1), wide('rId1'), wide(name)))];
    const { sheets } = await openXlsb(writeZip(zipOf(parts().set('xl/workbook.bin', writeRecords(book)))));
    expect(await sheets[0]!.rows()).toHaveLength(1);
    expect(await errorOf(() => sheets[1]!.rows())).toMatchObject({
      code: 'DAMAGED',
      problem: "The sheet's part is missing",
      place: { sheet: 'B' },
    });
  });
});

describe('hostile text', { timeout: 20_000 }, () => {
  const MB5 = 5 * 2 ** 20;
  const full = (text: string) => text.repeat(Math.ceil(MB5 / text.length));

  it.each([
    ['of a name space without end', `<${full('a')}`],
    ['of name spaces', `<${full('a:')}`],
    ['of beginnings', full('<')],
    ['of elements that do not end', full('<Relationship ')],
    ['of blanks', `<Relationship Id${full(' ')}>`],
    ['of attributes without values', `<Relationship${full(' Id=')}>`],
    ['of quotes', `<Relationship Id="${full(" Id='")}>`],
    ['in one attribute', `<Relationship Id="${full('a')}" Type="b" Target="c"/>`],
    ['of entities', `<Relationship Id="a" Type="b" Target="${full('&amp;')}"/>`],
    ['of entities that do not end', `<Relationship Id="a" Type="b" Target="${full('&#x1')}"/>`],
    ['of percent signs', `<Relationship Id="a" Type="b" Target="${full('%25')}"/>`],
    ['of steps up', `<Relationship Id="a" Type="b" Target="${full('../')}"/>`],
    [
      'that defines entities',
      `<!DOCTYPE r [<!ENTITY a "${full('&b;')}">]><Relationship Id="&a;" Type="b" Target="c"/>`,
    ],
  ])('5 MB %s in the relationships are read in a second', async (_, hostile) => {
    const bytes = writeZip(zipOf(parts().set('xl/_rels/workbook.bin.rels', xml(hostile))));
    const start = performance.now();
    const { sheets } = await openXlsb(bytes);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(sheets[0]!.size).toBe(0);
  });

  it('in formats is looked through once', async () => {
    const { isDateFormat } = await import('./value/number-format');
    const start = performance.now();
    for (const part of ['[', '[h', '"', '\\', '[$', '_', '*', '[]']) {
      expect(isDateFormat(part.repeat(60_000))).toBe(false);
    }
    expect(performance.now() - start).toBeLessThan(1000);
    expect(['[Red]0', '[h]:mm', '[$-409]d', '[h', 'y[', '"y', '0"y"d'].map(isDateFormat)).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('of entities that a page defines is not looked up', async () => {
    const rels =
      '<!DOCTYPE r [<!ENTITY s "worksheets/sheet1.bin">]><Relationship Id="rId1" Type="b" Target="&s;"/>';
    const { sheets } = await openXlsb(writeZip(zipOf(parts().set('xl/_rels/workbook.bin.rels', xml(rels)))));
    expect(sheets[0]!.size).toBe(0);
  });
});

describe('batches', () => {
  it('have at least one row', async () => {
    const [sheet] = (await openXlsb(file())).sheets;
    for (const batchRows of [0, -1, Number.NaN]) {
      const batches = [];
      for await (const batch of sheet!.batches({ batchRows })) batches.push(batch);
      expect(batches).toEqual([[{ row: 1, cells: ['NVDA'] }]]);
    }
  });
});

describe('the declared range, where the head of a sheet inflates to nothing', () => {
  it('is not waited for, wherever it is read', async () => {
    const empty = Uint8Array.of(0, 0, 0, 0xff, 0xff);
    const zip = zipOf(parts());
    const at = zip.entries.indexOf(sheetEntry(zip));
    const packed = Buffer.concat([...Array(5000).fill(empty), sheetEntry(zip).packed]);
    const sheet = parts().get(SHEET)!;
    zip.entries[at] = { ...entryOf(SHEET, sheet, 'deflate'), packed, packedSize: packed.length };
    const bytes = writeZip(zip);
    for (const open of [openXlsb, openXlsbElsewhere]) {
      const [found] = (await open(bytes)).sheets;
      expect(await found!.declaredRange()).toBeUndefined();
      expect(await found!.rows()).toEqual([{ row: 1, cells: ['NVDA'] }]);
    }
  });
});
