import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bookBytes, rowsOf } from '../testing/book';
import { readWorkbook } from './read';
import { slimXmlSheet } from './slim-xml';

describe('a sheet with a tail of blank formatted rows', () => {
  const head = [
    ['Ticker', 'ROE'],
    ['NVDA', 0.7943],
    ['AFMD', null],
  ];

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

function withSheet(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const path = 'xl/worksheets/sheet1.xml';
  parts[path] = strToU8(change(new TextDecoder().decode(parts[path])));
  return zipSync(parts);
}
