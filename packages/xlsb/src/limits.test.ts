import { describe, expect, it } from 'vitest';
import { defaultXlsbLimits, type XlsbLimits } from './limits';
import { openXlsb, openZip } from './node';
import { bytesOf, record, writeRecords } from './testing/record-draft';
import {
  bookOf,
  cell,
  cellValue,
  partsOf,
  rowOf,
  sheetOf,
  stylesOf,
  textsOf,
  type WorkbookRecords,
} from './testing/workbook-parts';
import { entryOf, writeZip, zipOf } from './testing/zip-draft';

const MB = 2 ** 20;

function fileOf(records: WorkbookRecords): Uint8Array {
  return writeZip(zipOf(partsOf(records)));
}

const text = (length: number, column = 0) => cell(6, column, 0, cellValue(6, { text: 'x'.repeat(length) }));
const tables = async (bytes: Uint8Array, limits: Partial<XlsbLimits>) => {
  const { sheets } = await openXlsb(bytes, { limits });
  return Promise.all(sheets.map((sheet) => sheet.table()));
};
const rows = async (bytes: Uint8Array, limits: Partial<XlsbLimits>) => {
  const { sheets } = await openXlsb(bytes, { limits });
  return Promise.all(sheets.map((sheet) => sheet.rows()));
};

const small = { S: sheetOf([rowOf(0), cell(2, 0, 0, cellValue(2))]) };
const names = Array.from({ length: 5 }, (_, index) => `S${index}`);
const fiveSheets = fileOf({ sheets: Object.fromEntries(names.map((name) => [name, small.S])) });
const onePart = partsOf({
  sheets: small,
  texts: textsOf(['x'.repeat(500)]),
  styles: stylesOf(['0', '0%', '@']),
});
const oneSheet = writeZip(zipOf(onePart));
const sizeOf = (part: string) => onePart.get(part)!.length;
const sheetBytes = sizeOf('xl/worksheets/sheet1.bin');
const structureBytes = Math.max(sizeOf('xl/workbook.bin'), sizeOf('xl/_rels/workbook.bin.rels'));
const blankCells = Buffer.alloc(17 * MB, writeRecords([cell(1, 0, 0)]));
const blanks = bytesOf(writeRecords([rowOf(0)]), blankCells.subarray(0, 17_000_000));
const sparse = fileOf({ sheets: { S: sheetOf([rowOf(0), text(1), rowOf(99), text(1, 9)]) } });
const [steep, steepRatio] = withPart('xl/worksheets/sheet1.bin', blanks);
const [steepTexts, textsRatio] = withPart(
  'xl/sharedStrings.bin',
  writeRecords([...textsOf([]), record(1000, new Uint8Array(17 * MB))]),
);

/** The workbook of one sheet with another part in it, and the ratio at which that is packed. */
function withPart(name: string, bytes: Uint8Array): [bytes: Uint8Array, ratio: number] {
  const entry = entryOf(name, bytes, 'deflate');
  const zip = zipOf([...onePart].filter(([other]) => other !== name));
  return [writeZip({ entries: [...zip.entries, entry] }), entry.size / entry.packedSize];
}

/** Each limit: what comes up to it, and the least value that lets it pass. */
const CASES: readonly [
  limit: keyof XlsbLimits,
  what: string,
  least: number,
  read: (limits: Partial<XlsbLimits>) => Promise<unknown>,
][] = [
  ['entries', 'files of the zip', 6, (limits) => openXlsb(oneSheet, { limits })],
  ['entries', 'files of any zip', 6, (limits) => openZip(oneSheet, { limits })],
  ['sheetBytes', 'a sheet', sheetBytes, (limits) => tables(oneSheet, limits)],
  ['heldBytes', 'the shared texts', sizeOf('xl/sharedStrings.bin'), (limits) => tables(oneSheet, limits)],
  ['heldBytes', 'texts of a table', 2 * 600, (limits) => tables(ownTexts(), limits)],
  ['heldBytes', 'texts of rows', 2 * 600, (limits) => rows(ownTexts(), limits)],
  ['structureBytes', 'parts that tell of others', structureBytes, (limits) => tables(oneSheet, limits)],
  ['ratio', 'a sheet', steepRatio, (limits) => tables(steep, limits)],
  ['heldRatio', 'shared texts', textsRatio, (limits) => tables(steepTexts, { ...limits, ratio: 2000 })],
  ['cells', 'a table with blank cells', 200, (limits) => tables(sparse, limits)],
  ['cells', 'rows', 11, (limits) => rows(sparse, limits)],
  ['textLength', 'a text of a cell', 300, (limits) => tables(ownTexts(), limits)],
  ['textLength', 'a shared text', 500, (limits) => tables(oneSheet, limits)],
  ['recordBytes', 'a record', 8 + 4 + 600, (limits) => tables(ownTexts(), limits)],
];

function ownTexts(): Uint8Array {
  return fileOf({ sheets: { S: sheetOf([rowOf(0), text(300), text(300, 1)]) } });
}

describe('each limit lets pass what just keeps it, and nothing more', () => {
  it.each(CASES)('%s: %s', async (limit, _, least, read) => {
    await expect(read({ [limit]: least })).resolves.toBeDefined();
    await expect(read({ [limit]: least - 1 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      limit,
      advice: `If you trust the file, raise limits.${limit}.`,
      problem: expect.stringContaining(`more than the limit of ${(least - 1).toLocaleString('en')}`),
    });
  });

  it('there is a case for every limit', () => {
    expect([...new Set(CASES.map(([limit]) => limit))].sort()).toEqual(Object.keys(defaultXlsbLimits).sort());
  });

  it('entries bounds cell styles, the sheets of a workbook and the relationships of a part', async () => {
    const book = bookOf([...names, ...names, ...names]);
    const many = fileOf({ sheets: small, book });
    await expect(openXlsb(many, { limits: { entries: 15 } })).resolves.toBeDefined();
    await expect(openXlsb(many, { limits: { entries: 14 } })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      problem: 'There are 15 sheets, more than the limit of 14',
    });
    const styled = fileOf({ sheets: small, styles: stylesOf(Array(9).fill('0.0%')) });
    await expect(tables(styled, { entries: 9 })).resolves.toBeDefined();
    await expect(tables(styled, { entries: 8 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      problem: 'There are 9 cell styles, more than the limit of 8',
      place: { part: 'xl/styles.bin' },
    });
    const links = partsOf({ sheets: small }).set(
      'xl/_rels/workbook.bin.rels',
      Buffer.from(names.map((name) => `<Relationship Id="${name}" Type="a/b" Target="c"/>`).join('')),
    );
    await expect(openXlsb(writeZip(zipOf(links)), { limits: { entries: 5 } })).resolves.toBeDefined();
    await expect(openXlsb(writeZip(zipOf(links)), { limits: { entries: 4 } })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      place: { part: 'xl/_rels/workbook.bin.rels' },
    });
  });

  it('counts the texts of a batch only, where rows are given away', async () => {
    const cells = Array.from({ length: 200 }, (_, row) => [rowOf(row), text(100)]).flat();
    const padding = record(1000, new Uint8Array(MB));
    const bytes = fileOf({ sheets: { S: sheetOf([...cells.slice(0, 200), padding, ...cells.slice(200)]) } });
    const { sheets } = await openXlsb(bytes, { limits: { heldBytes: 200 * 101 } });
    let count = 0;
    for await (const batch of sheets[0]!.batches({ batchRows: 10 })) count += batch.length;
    expect(count).toBe(200);
    await expect(sheets[0]!.rows()).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('a limit that is not given is the default', async () => {
    const { limits } = await openXlsb(fiveSheets, { limits: { cells: 1 } });
    expect(limits).toEqual({ ...defaultXlsbLimits, cells: 1 });
  });

  it('sizes below 16 MB may be packed as well as they will', async () => {
    const [bytes] = withPart('xl/sharedStrings.bin', writeRecords([record(1000, new Uint8Array(15 * MB))]));
    await expect(tables(bytes, { ratio: 1, heldRatio: 1 })).resolves.toBeDefined();
  });
});
