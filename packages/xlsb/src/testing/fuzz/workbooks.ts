import { Random, type SheetRow, xlsbBytes } from '@stock-analyzer/fixtures';
import { openZip } from '../../node';
import { type RecordDraft, record, u32, wide, writeRecords } from '../record-draft';
import {
  bookOf,
  cell,
  cellValue,
  partsOf,
  relationships,
  rowOf,
  sheetOf,
  shortCell,
  stylesOf,
  textsOf,
  type WorkbookParts,
} from '../workbook-parts';

/** Small undamaged workbooks of many shapes, to be mutated. */
export async function seedWorkbooks(): Promise<WorkbookParts[]> {
  return [
    await written(everyValue()),
    everyRecord(),
    blankRows(),
    scattered(),
    manySheets(),
    firstExcel(),
    withoutTexts(),
    bare(),
    longText(),
  ];
}

/** What the writer of the sample workbooks writes: values of all types in all records. */
function everyValue(): SheetRow[] {
  const records = [undefined, 'inline', 'shared', 'real', 'formula'] as const;
  return records.map((kind, index) => ({
    index: index * 3,
    cells: ['삼성전자', '', 0.155, 1550, -3e-5, true, null, { error: '#N/A' as const }].flatMap((value) => [
      { value, record: kind, format: index % 2 === 0 ? '0.0%' : 'yyyy-mm-dd' },
      undefined,
    ]),
  }));
}

async function written(rows: readonly SheetRow[]): Promise<WorkbookParts> {
  const declared = { rows: 1000, columns: 20 };
  const sheets = ['M_Company', 'Up & Down'].map((name) => ({ name, declared, rows }));
  const zip = await openZip(xlsbBytes({ sheets }));
  const parts: WorkbookParts = new Map();
  for (const name of zip.names) parts.set(name, await zip.part(name)!.bytes());
  return parts;
}

/** Every kind of cell in both forms, unknown records of all sizes between them. */
function everyRecord(): WorkbookParts {
  const rows = [0, 1, 5].flatMap((index) => [
    rowOf(index),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62].map((type, column) =>
      cell(type, column * 2, index, cellValue(type, { byte: index, index })),
    ),
    ...[12, 13, 14, 15, 16, 17, 18].map((type) => shortCell(type, 1, cellValue(type, { index: 1 }))),
    record(427, new Uint8Array(300)),
    record(35),
  ]);
  const rich = record(19, 3, wide('rich'), u32(1), u32(0), wide('phonetic'), u32(1), u32(0, 0));
  const [begin, ...texts] = textsOf(['a', '', 'b'.repeat(300), 'ü\ud800']);
  return partsOf({
    sheets: { Every: sheetOf(rows, [6, 30]) },
    texts: [begin!, rich, ...texts],
    styles: stylesOf(['0.0%', 'yyyy', '[h]:mm', '[Red]0.00;[Blue]"x"']),
  });
}

/** Rows of blank cells behind a few values: the way through a sheet that is the fastest. */
function blankRows(): WorkbookParts {
  const rows: RecordDraft[] = [];
  for (let row = 0; row < 60; row++) {
    rows.push(rowOf(row));
    for (let column = 0; column < 12; column++) {
      rows.push(row % 20 === 0 ? cell(2, column, 1, cellValue(2)) : cell(1, column, 1));
    }
  }
  return partsOf({ sheets: { Blank: sheetOf(rows, [1_048_576, 12]) }, styles: stylesOf(['0', 'General']) });
}

/** Few cells, far from each other. */
function scattered(): WorkbookParts {
  const corners = [0, 17, 900, 1_048_575].flatMap((row) => [
    rowOf(row),
    cell(5, row % 300, 0, cellValue(5, { number: row === 17 ? Number.NaN : row })),
    ...(row < 900 ? [cell(7, 16_000 + (row % 300), 0, cellValue(7))] : []),
  ]);
  return partsOf({ sheets: { Corners: sheetOf(corners) }, texts: textsOf(['corner']) });
}

/** Sheets of all visibilities and kinds, one without data, one without a part. Dates count from 1904. */
function manySheets(): WorkbookParts {
  const names = ['A', 'hidden', 'very hidden', 'chart', 'lost'];
  const book = bookOf(names).map((each) => (each.type === 153 ? record(153, u32(1, 0), wide('')) : each));
  book.filter((each) => each.type === 156).forEach((each, index) => void each.data.set(u32(index % 3)));
  const row = [rowOf(3), cell(4, 0, 0, cellValue(4, { byte: 1 })), shortCell(13, 1, cellValue(13))];
  const parts = partsOf({
    sheets: {
      A: sheetOf(row),
      hidden: sheetOf([]),
      'very hidden': [record(129), record(130)],
      chart: sheetOf([]),
    },
    book,
    styles: stylesOf(['General', 'd/m/y']),
  });
  const rels = relationships([
    ['rId1', 'worksheet', '/xl/worksheets/sheet1.bin'],
    ['rId2', 'xlMacrosheet', './worksheets/../worksheets/sheet2.bin'],
    ['rId3', 'worksheet', 'Worksheets%2Fsheet3.bin'],
    ['rId4', 'chartsheet', 'worksheets\\sheet4.bin'],
    ['rId5', 'worksheet', 'worksheets/nowhere.bin'],
    ['s', 'styles', 'styles.bin'],
  ]);
  return parts.set('xl/_rels/workbook.bin.rels', rels);
}

/** The list of sheets as the first Excel that wrote XLSB has it: four bytes more. */
function firstExcel(): WorkbookParts {
  const book = bookOf(['First']).map((each) =>
    each.type === 156 ? record(156, u32(0, 1, 0), wide('rId1'), wide('First')) : each,
  );
  return partsOf({ sheets: { First: sheetOf([rowOf(0), cell(2, 0, 0, cellValue(2))]) }, book });
}

/** Texts and styles are asked for, and there are none. */
function withoutTexts(): WorkbookParts {
  const random = new Random('without texts');
  const rows = Array.from({ length: 30 }, (_, row) => [
    rowOf(row * 2),
    ...Array.from({ length: 6 }, (__, column) => {
      const type = random.pick([1, 2, 4, 5, 6, 9]);
      return cell(type, column, 9, cellValue(type, { number: random.normal(), byte: 1 }));
    }),
  ]).flat();
  return partsOf({ sheets: { Plain: sheetOf(rows, [60, 6]) } });
}

/** As little as a workbook can be. */
function bare(): WorkbookParts {
  return partsOf({ sheets: { '': [] } });
}

/** Records that take more than one byte for their size, or are larger than a piece of the file may be. */
function longText(): WorkbookParts {
  const texts = ['x'.repeat(70), 'y'.repeat(3000), 'z'.repeat(9000)];
  const rows = texts.flatMap((text, row) => [rowOf(row), cell(6, 0, 0, cellValue(6, { text }))]);
  const parts = partsOf({ sheets: { Long: sheetOf([...rows, record(1000, new Uint8Array(20_000))]) } });
  return parts.set('docProps/app.xml', writeRecords([]));
}
