import XLSX from '@e965/xlsx';
import {
  Brt,
  type RecordWriter,
  recordBytes,
  type SheetCell,
  type SheetContent,
  type WorkbookContent,
  xlsbBytes,
  xlsbParts,
  zipBytes,
} from '@stock-analyzer/fixtures';
import { compoundBytes } from './compound';
import { type ToldBook, type ToldError, type ToldSheet, type ToldValue, toldValue } from './tell.mjs';
import { sheetOf, unknownRecord, writtenCells } from './written';

/** A file of `golden/`, and what it has to be read as: told from what was written, not by the reader. */
export interface GoldenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly told: ToldBook | ToldError;
}

const concat = (...bytes: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(bytes));
const stored = { packing: { method: 'store' } } as const;
const ERRORS = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA'] as const;

/** All of them. */
export function goldenFiles(): GoldenFile[] {
  return [...recordFiles(), ...workbookFiles(), ...zipFiles(), ...foreignFiles(), ...brokenFiles()];
}

function recordFiles(): GoldenFile[] {
  const numbers = [0, -1, 536_870_911, 15.5, -0.07, 1.5, 2 ** 70, 0.015, Math.PI, 1e-300, -0, 1550];
  const texts = [
    'Ticker',
    '',
    '삼성전자',
    "McDonald`s & Co's",
    '0700.HK',
    'two\nlines',
    'lone \ud800 surrogate',
  ];
  const values = sheetOf('Values', [
    numbers,
    numbers.map((value) => ({ value, record: 'real', format: '0.0%' })),
    numbers.map((value) => ({ value, record: 'formula', format: '#,##0.00' })),
    texts,
    texts.map((value) => ({ value, record: 'inline' })),
    texts.map((value) => ({ value, record: 'rich' })),
    texts.map((value) => ({ value, record: 'shared_rich' })),
    texts.map((value) => ({ value, record: 'formula' })),
    ERRORS.map((error) => ({ error })),
    ERRORS.map((error) => ({ value: { error }, record: 'formula' })),
    [true, false, { value: true, record: 'formula' }, { value: false, record: 'formula' }],
    [null, undefined, { value: null, format: '0.0%' }],
  ]);
  const short = (value: SheetCell['value'], record?: SheetCell['record']) => ({ value, record, short: true });
  const shorts = sheetOf('Short', [
    [
      'A',
      short(null),
      short(7),
      short(0.1),
      short(true),
      short({ error: '#N/A' }),
      short('inline', 'inline'),
    ],
    [undefined, undefined, 1, short('shared'), undefined, null, short(null), short(2), short(12.5, 'real')],
  ]);
  // Texts that are null, an error that nobody knows, numbers that are none.
  const oddCells = recordBytes((writer) => {
    cellHead(writer, Brt.CellSt, 4, 0).u32(0xffffffff);
    cellHead(writer, Brt.CellError, 1, 1).u8(0xc8);
    cellHead(writer, Brt.CellReal, 8, 2).f64(Number.NaN);
    cellHead(writer, Brt.CellReal, 8, 3).f64(Number.NEGATIVE_INFINITY);
  });
  const odd = sheetOf('Odd', [[undefined, undefined, undefined, undefined, { value: 1, before: oddCells }]]);
  const told = toldOf({ sheets: [odd] });
  told.sheets[0]!.cells = {
    A1: ['', 'General'],
    B1: [{ error: '#UNKNOWN!' }, 'General'],
    C1: [{ number: 'NaN' }, 'General'],
    D1: [{ number: '-Infinity' }, 'General'],
    ...told.sheets[0]!.cells,
  };
  return [
    goldenBook('values', { sheets: [values] }),
    goldenBook('short-records', { sheets: [shorts] }),
    { name: 'odd-values', bytes: xlsbBytes({ sheets: [odd] }), told },
    goldenBook('other-records', { sheets: [withOtherRecords()] }),
  ];
}

/** Cells among records that are none: known ones, and those of programs to come. */
function withOtherRecords(): SheetContent {
  const formula = unknownRecord(Brt.ShrFmla, 24);
  const future = concat(
    unknownRecord(Brt.FRTBegin, 4),
    unknownRecord(2047, 300),
    unknownRecord(Brt.FRTEnd, 0),
    unknownRecord(Brt.ACBegin, 12),
    unknownRecord(16_383, 5),
    unknownRecord(Brt.ACEnd, 0),
  );
  const meta = concat(unknownRecord(Brt.CellMeta, 4), unknownRecord(Brt.ValueMeta, 4));
  const merged = recordBytes((writer) => {
    writer.record(Brt.BeginMergeCells, 4).u32(1);
    writer.record(Brt.MergeCell, 16).u32(0).u32(1).u32(0).u32(1);
    writer.record(Brt.EndMergeCells);
  });
  return sheetOf(
    'Others',
    [
      [
        { value: 'merged', before: future },
        { value: 3, record: 'formula' },
        { value: 4, record: 'formula', before: formula },
        { value: 'array', before: concat(unknownRecord(Brt.ArrFmla, 40), meta) },
      ],
      [{ value: 'last', before: concat(meta, future) }],
    ],
    { before: future, after: concat(merged, future) },
  );
}

function workbookFiles(): GoldenFile[] {
  const dates = (shift: number): SheetContent =>
    sheetOf('Dates', [
      [
        { value: 45_940 - shift, format: 'yyyy\\-mm\\-dd' },
        { value: 45_940.5 - shift, format: 'm/d/yy h:mm' },
        { value: 61, format: 'd-mmm-yy' },
        { value: 0.75, format: '[h]:mm:ss' },
        { value: 45_940 - shift, format: '0.00' },
        { value: 'text', format: 'm/d/yy' },
        { value: -1, format: 'm/d/yy' },
      ],
    ]);
  const october = { A1: '2025-10-10T00:00:00.000Z', B1: '2025-10-10T12:00:00.000Z' };
  const in1900 = { ...october, C1: '1900-03-01T00:00:00.000Z', D1: '1899-12-31T18:00:00.000Z' };
  const in1904 = { ...october, C1: '1904-03-02T00:00:00.000Z', D1: '1904-01-01T18:00:00.000Z' };
  const sheets = [
    sheetOf('Up & Down', [['a']]),
    sheetOf('T_EPS C', [['b']], { visibility: 'hidden' }),
    sheetOf('__proto__', [['c']], { visibility: 'very_hidden' }),
    sheetOf('차트', [], { kind: 'chartsheet' }),
    sheetOf('Empty', []),
    sheetOf("It's <the> last", [[1]], { declared: { rows: 1_048_576, columns: 16_384 } }),
  ];
  const blank: SheetCell[] = new Array(34).fill({ value: null, format: '0.0%' });
  const rows = Array.from({ length: 400 }, (_, index) => ({ index, cells: blank }));
  const values = [
    { index: 1, cells: [undefined, { value: 'NVDA' }] },
    { index: 399, cells: [{ value: 0.7943 }] },
  ];
  for (const row of values) rows[row.index] = { index: row.index, cells: row.cells as SheetCell[] };
  const phantom = sheetOf('M_Company', [], { rows, declared: { rows: 1_048_576, columns: 34 } });

  const plain: WorkbookContent = {
    sheets: [sheetOf('Sheet1', [[{ value: 1, format: '0.0%' }, true]]), sheetOf('Sheet2', [])],
  };
  const bare = xlsbParts(plain);
  bare.delete('xl/styles.bin');
  bare.delete('xl/sharedStrings.bin');
  const toldBare = toldOf(plain);
  for (const cell of Object.values(toldBare.sheets[0]!.cells)) cell[1] = null;
  const first = xlsbParts(plain);
  first.set('xl/workbook.bin', firstExcelBook(plain));
  return [
    goldenBook('dates-1900', { sheets: [dates(0)] }, in1900),
    goldenBook('dates-1904', { sheets: [dates(1462)], date1904: true }, in1904),
    goldenBook('sheets', { sheets }),
    goldenBook('phantom-rows', { sheets: [phantom] }),
    { name: 'no-styles', bytes: zipBytes(bare), told: toldBare },
    { name: 'first-excel', bytes: zipBytes(first), told: toldOf(plain) },
  ];
}

function zipFiles(): GoldenFile[] {
  const content: WorkbookContent = {
    sheets: [sheetOf('Sheet1', [['NVDA', 187.62, { value: 0.7943, format: '0.0%' }]])],
  };
  const told = toldOf(content);
  const shape = {
    zip64: true,
    descriptors: true,
    padding: 100,
    comment: 'PK\u0005\u0006 stands in the comment, too',
  };
  // Targets as programs have written them: absolute, by way of other folders, escaped, in other case, with backslashes.
  const targets: [string, string][] = [
    ['worksheets/sheet1.bin', '\\XL\\work%20sheets\\./sheet1.bin'],
    ['sharedStrings.bin', '../xl/other/../SharedStrings.bin'],
    ['styles.bin', '/odd/styles.bin'],
  ];
  const odd = [...xlsbParts(content)].map(([name, bytes]): [string, Uint8Array] => {
    if (name.endsWith('workbook.bin.rels')) {
      let xml = new TextDecoder().decode(bytes);
      for (const [usual, target] of targets) xml = xml.replace(`"${usual}"`, `"${target}"`);
      return [name, new TextEncoder().encode(xml)];
    }
    if (name === 'xl/worksheets/sheet1.bin') return ['xl\\Work Sheets\\sheet1.bin', bytes];
    return [name === 'xl/styles.bin' ? 'odd/Styles.BIN' : name, bytes];
  });
  const comments: [string, string][] = [
    ['xl/worksheets/_rels/sheet1.bin.rels', '<Relationships/>'],
    ['xl/comments1.bin', 'comments'],
    ['xl/drawings/drawing1.xml', '<xdr:wsDr/>'],
  ];
  const beside = comments.map(([name, text]): [string, Uint8Array] => [name, new TextEncoder().encode(text)]);
  return [
    { name: 'zip-stored', bytes: xlsbBytes(content, stored), told },
    { name: 'zip64', bytes: xlsbBytes(content, { zip: { zip64: true } }), told },
    { name: 'zip-descriptors', bytes: xlsbBytes(content, { zip: { descriptors: true } }), told },
    { name: 'zip-everything', bytes: xlsbBytes(content, { zip: shape }), told },
    { name: 'zip-names', bytes: zipBytes(odd.reverse()), told },
    { name: 'other-parts', bytes: zipBytes([...beside, ...xlsbParts(content)]), told },
  ];
}

function foreignFiles(): GoldenFile[] {
  const text = (content: string) => new TextEncoder().encode(content);
  const xlsx = [
    [
      '_rels/.rels',
      '<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ],
    ['xl/workbook.xml', '<?xml version="1.0"?><workbook><sheets/></workbook>'],
  ] as const;
  return [
    refused('encrypted', compoundBytes(['EncryptionInfo', 'EncryptedPackage']), 'ENCRYPTED'),
    refused('xls', compoundBytes(['Workbook']), 'NOT_XLSB'),
    refused('xlsx', zipBytes(xlsx.map(([name, xml]) => [name, text(xml)])), 'NOT_XLSB'),
    refused('zip', zipBytes([['M_Company.csv', text('Ticker\n')]]), 'NOT_XLSB'),
    refused('html', text('\ufeff<!DOCTYPE html><title>404 Not Found</title>'), 'NOT_XLSB'),
    refused('csv', text('Ticker,Corp\nNVDA,NVIDIA\n'), 'NOT_XLSB'),
    refused('empty', new Uint8Array(), 'NOT_XLSB'),
  ];
}

function brokenFiles(): GoldenFile[] {
  const content: WorkbookContent = {
    sheets: [
      sheetOf('Sheet1', [
        ['NVDA', 187.62],
        ['AFMD', 0.7943],
      ]),
    ],
  };
  const part = 'xl/worksheets/sheet1.bin';
  const sheet = 'Sheet1';
  const whole = xlsbBytes(content, stored);
  const changed = (change: (bytes: Uint8Array) => Uint8Array) => {
    const parts = xlsbParts(content);
    parts.set(part, change(parts.get(part)!));
    return zipBytes(parts, stored);
  };
  const damagedCell = whole.slice();
  const price = Buffer.alloc(8);
  price.writeDoubleLE(0.7943);
  damagedCell[Buffer.from(whole).indexOf(price)]! ^= 1;
  const missing = xlsbParts(content);
  missing.delete(part);
  const data = xlsbParts(content).get(part)!;
  const outOfOrder = (bytes: Uint8Array) => {
    const second = Buffer.from(bytes).lastIndexOf(Uint8Array.of(Brt.RowHdr, 25, 1, 0, 0, 0)) + 2;
    return bytes.map((byte, at) => (at === second ? 0 : byte));
  };
  const secondRow = Buffer.from(data).lastIndexOf(Uint8Array.of(Brt.RowHdr, 25, 1, 0, 0, 0));
  return [
    refused('truncated', whole.subarray(0, whole.length - 300), 'TRUNCATED'),
    refused('wrong-checksum', damagedCell, 'DAMAGED', { sheet, part }),
    refused(
      'cut-sheet',
      changed((bytes) => bytes.subarray(0, secondRow)),
      'DAMAGED',
      {
        sheet,
        part,
        offset: secondRow,
      },
    ),
    refused('rows-out-of-order', changed(outOfOrder), 'DAMAGED', {
      sheet,
      part,
      offset: secondRow + 2,
      row: 1,
      column: 'B',
    }),
    refused('missing-sheet', zipBytes(missing, stored), 'DAMAGED', { sheet }),
  ];
}

function cellHead(writer: RecordWriter, type: number, size: number, column: number): RecordWriter {
  return writer
    .record(type, 8 + size)
    .u32(column)
    .u32(0);
}

/** The workbook's part as the first Excel wrote it: a sheet's entry has four more bytes. */
function firstExcelBook({ sheets }: WorkbookContent): Uint8Array {
  return recordBytes((writer) => {
    writer.record(Brt.BeginBook).record(Brt.BeginBundleShs);
    sheets.forEach(({ name }, index) => {
      const id = `rId${index + 1}`;
      writer.record(Brt.BundleSh, 12 + 8 + 2 * (id.length + name.length));
      writer
        .u32(0)
        .u32(index + 1)
        .u32(0)
        .wide(id)
        .wide(name);
    });
    writer.record(Brt.EndBundleShs).record(Brt.EndBook);
  });
}

function goldenBook(name: string, content: WorkbookContent, dates: Record<string, string> = {}): GoldenFile {
  return { name, bytes: xlsbBytes(content), told: toldOf(content, dates) };
}

/** What a workbook has to be read as; of its first sheet, which cells show a date. */
function toldOf({ sheets, date1904 = false }: WorkbookContent, dates: Record<string, string> = {}): ToldBook {
  return {
    date1904,
    sheets: sheets.map((sheet, index) => toldSheet(sheet, index === 0 ? dates : {})),
  };
}

function toldSheet(sheet: SheetContent, dates: Record<string, string>): ToldSheet {
  const { name, visibility = 'visible', kind = 'worksheet', declared } = sheet;
  const { rows, columns } = declared;
  const corner = XLSX.utils.encode_cell({ r: rows - 1, c: columns - 1 });
  const cells: ToldSheet['cells'] = {};
  for (const [address, { value, format }] of writtenCells(sheet)) {
    const date = dates[address];
    const told = toldValue(value as ToldValue);
    cells[address] = date ? [told, format, date] : [told, format];
  }
  return {
    name,
    visibility,
    kind,
    declaredRange: kind === 'chartsheet' ? null : corner === 'A1' ? 'A1' : `A1:${corner}`,
    blankRows: [...sheet.rows].filter((row) => row.cells.every((cell) => (cell?.value ?? null) === null))
      .length,
    cells,
  };
}

function refused(name: string, bytes: Uint8Array, code: string, place: object = {}): GoldenFile {
  return { name, bytes, told: { error: { code, place } } };
}
