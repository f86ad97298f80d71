import { xlsbBytes } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bookBytes, rowsOf } from '../testing/book';
import { readWorkbook } from './read';
import { slimBinary } from './slim-bin';
import { slimXmlSheet } from './slim-xml';

const blank = Array.from({ length: 34 }, () => null);

describe('a sheet with a tail of blank formatted rows', () => {
  const head = [
    ['Ticker', 'ROE'],
    ['NVDA', 0.7943],
    ['AFMD', null],
  ];
  const cells = head.map((row, index) => ({ index, cells: row.map((value) => ({ value, format: '0.0%' })) }));

  test('is read as the rows it holds, and declares its size (XLSB)', async () => {
    const tail = Array.from({ length: 5000 }, (_, row) => ({
      index: head.length + row,
      cells: blank.map((value) => ({ value, format: '0.0%' })),
    }));
    const bytes = xlsbBytes({
      sheets: [{ name: 'S', declared: { rows: 1_048_576, columns: 34 }, rows: [...cells, ...tail] }],
    });
    const [table] = (await readWorkbook(bytes)).tables;
    expect(table).toMatchObject({ rowCount: 3, declaredRange: 'A1:AH1048576' });
    expect(rowsOf(table!)).toEqual(head);
  });

  test('is read as the rows it holds (XLSX)', async () => {
    const bytes = withSheet(bookBytes({ S: head }, 'xlsx'), (xml) =>
      xml.replace(
        '</sheetData>',
        `${Array.from({ length: 5000 }, (_, row) => `<row r="${row + 4}"><c r="A${row + 4}" s="1"/></row>`).join('')}</sheetData>`,
      ),
    );
    const [table] = (await readWorkbook(bytes)).tables;
    expect(table!.rowCount).toBe(3);
    expect(rowsOf(table!)).toEqual(head);
  });

  test('is cut to a fraction', () => {
    const xml = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>';
    const end = '</sheetData></worksheet>';
    const slim = slimXmlSheet(strToU8(`${xml}${'<row r="2"><c r="A2" s="1"/></row>'.repeat(1000)}${end}`));
    expect(new TextDecoder().decode(slim)).toBe(xml + end);
  });
});

test('a link over every cell of an XLSX sheet costs nothing', async () => {
  const bytes = withSheet(bookBytes({ S: [[1]] }, 'xlsx'), (xml) =>
    xml.replace(
      '</sheetData>',
      '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="S!A1"/></hyperlinks>',
    ),
  );
  const [table] = (await readWorkbook(bytes)).tables;
  expect(rowsOf(table!)).toEqual([[1]]);
});

test('an XLSX sheet whose elements have a namespace prefix is read', async () => {
  const bytes = withSheet(bookBytes({ S: [[1, 'a']] }, 'xlsx'), (xml) =>
    xml.replace(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns="', 'xmlns:x="'),
  );
  const [table] = (await readWorkbook(bytes)).tables;
  expect(rowsOf(table!)).toEqual([[1, 'a']]);
});

test('an XLSX sheet without any value is empty', async () => {
  const bytes = withSheet(bookBytes({ S: [['x']] }, 'xlsx'), (xml) =>
    xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData><row r="7"><c r="A7" s="0"/></row></sheetData>'),
  );
  const [table] = (await readWorkbook(bytes)).tables;
  expect(table).toMatchObject({ rowCount: 0, columns: [] });
});

describe('a binary part', () => {
  const text = (units: number) => [2, 0, 0, 0, 65, 0, 66, 0].map((byte, at) => (at === 0 ? units : byte));

  test('keeps rows with a value, and only them', () => {
    const row = [0x00, 1, 7];
    const blank = [0x01, 1, 7];
    const value = [0x05, 1, 7];
    const link = [0xee, 0x03, 1, 7];
    const part = new Uint8Array([row, row, blank, value, blank, link, row, blank].flat());
    expect([...slimBinary(part, 'sheet', 'sheet1.bin')]).toEqual([row, blank, value].flat());
  });

  test.each([
    ['a record reaches beyond the part', 'sheet', [0x02, 0x0c, 0]],
    ['a length is cut off', 'sheet', [0x02, 0x80]],
    ['a text reaches beyond its record', 'sheet', [0x06, 16, ...Array(8).fill(0), ...text(3)]],
    ['a text has four billion characters', 'styles', [0x2c, 6, 0, 0, 0xfe, 0xff, 0xff, 0xff]],
    ['a sheet has no name', 'workbook', [0x9c, 0x01, 16, ...Array(8).fill(0), ...text(2)]],
    ['the runs of a text are more than there are', 'strings', [0x13, 13, 1, ...text(2), 9, 0, 0, 0]],
  ] as const)('is DAMAGED where %s', (_, part, bytes) => {
    expect(() => slimBinary(new Uint8Array(bytes), part, 'a.bin')).toThrow(
      expect.objectContaining({ code: 'DAMAGED' }),
    );
  });
});

test('every number survives an XLSB file bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
      async (values) => {
        const rows = values.map((value, index) => ({ index, cells: [{ value }] }));
        const bytes = xlsbBytes({
          sheets: [{ name: 'S', declared: { rows: values.length, columns: 1 }, rows }],
        });
        const [table] = (await readWorkbook(bytes)).tables;
        expect(rowsOf(table!)).toEqual(values.map((value) => [value]));
      },
    ),
    { numRuns: 30 },
  );
});

function withSheet(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const path = 'xl/worksheets/sheet1.xml';
  parts[path] = strToU8(change(new TextDecoder().decode(parts[path])));
  return zipSync(parts);
}

test('workbook properties may be shorter than the format has them', () => {
  const part = [0x99, 0x01, 4, 0, 0, 0, 0];
  expect([...slimBinary(new Uint8Array(part), 'workbook', 'workbook.bin')]).toEqual(part);
});
