import { bytesOf, f64, type RecordDraft, record, u32, wide, writeRecords } from './record-draft';

/** The parts of a workbook that is to be written: names and bytes, in the order of the file. */
export type WorkbookParts = Map<string, Uint8Array>;

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A `.rels` part: ids, types and targets. */
export function relationships(list: readonly (readonly [id: string, type: string, target: string])[]) {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return Buffer.from(
    `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`,
  );
}

/** The workbook's part, with these sheets; the relationship of the first is rId1. */
export function bookOf(names: readonly string[]): RecordDraft[] {
  return [
    record(131),
    record(153, u32(0, 0), wide('')),
    record(143),
    ...names.map((name, index) => record(156, u32(0, index + 1), wide(`rId${index + 1}`), wide(name))),
    record(144),
    record(132),
  ];
}

/** The part of a sheet that holds these rows and cells. */
export function sheetOf(
  cells: Iterable<RecordDraft>,
  size?: readonly [rows: number, columns: number],
): RecordDraft[] {
  const declared = size ? [record(148, u32(0, size[0] - 1, 0, size[1] - 1))] : [];
  return [record(129), ...declared, record(145), ...cells, record(146), record(130)];
}

/** The head of a row; rows count from 0. */
export function rowOf(index: number): RecordDraft {
  return record(0, u32(index, 0), Uint8Array.of(0x2c, 1, 0, 0, 0), u32(0));
}

/** The part of the shared texts. */
export function textsOf(texts: readonly string[]): RecordDraft[] {
  return [
    record(159, u32(texts.length, texts.length)),
    ...texts.map((text) => record(19, 0, wide(text))),
    record(160),
  ];
}

/** The part of the styles: one for each of these formats. */
export function stylesOf(formats: readonly string[]): RecordDraft[] {
  return [
    record(278),
    record(615, u32(formats.length)),
    ...formats.map((format, index) => record(44, Uint8Array.of(164 + index, 0), wide(format))),
    record(616),
    record(617, u32(formats.length)),
    ...formats.map((_, index) => record(47, Uint8Array.of(0, 0, 164 + index, 0), new Uint8Array(12))),
    record(618),
    record(279),
  ];
}

/** What a workbook is put together from; every part may be left out. */
export interface WorkbookRecords {
  readonly sheets: Readonly<Record<string, Iterable<RecordDraft>>>;
  readonly book?: Iterable<RecordDraft>;
  readonly texts?: Iterable<RecordDraft>;
  readonly styles?: Iterable<RecordDraft>;
}

/** The parts of a workbook of records. */
export function partsOf({ sheets, book, texts, styles }: WorkbookRecords): WorkbookParts {
  const names = Object.keys(sheets);
  const list = names.map(
    (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.bin`] as const,
  );
  const parts: WorkbookParts = new Map();
  parts.set('_rels/.rels', relationships([['rId1', 'officeDocument', 'xl/workbook.bin']]));
  parts.set('xl/workbook.bin', writeRecords(book ?? bookOf(names)));
  parts.set(
    'xl/_rels/workbook.bin.rels',
    relationships([
      ...list,
      ...(texts ? [['rIdTexts', 'sharedStrings', 'sharedStrings.bin'] as const] : []),
      ...(styles ? [['rIdStyles', 'styles', 'styles.bin'] as const] : []),
    ]),
  );
  names.forEach((name, index) => {
    parts.set(`xl/worksheets/sheet${index + 1}.bin`, writeRecords(sheets[name]!));
  });
  if (texts) parts.set('xl/sharedStrings.bin', writeRecords(texts));
  if (styles) parts.set('xl/styles.bin', writeRecords(styles));
  return parts;
}

/** A cell in its long form: column, style, what its kind holds. */
export function cell(
  type: number,
  column: number,
  style: number,
  ...value: readonly (number | Uint8Array)[]
) {
  return record(type, u32(column, style), ...value);
}

/** A cell in its short form: the column behind the previous one. */
export function shortCell(type: number, style: number, ...value: readonly (number | Uint8Array)[]) {
  return record(type, u32(style), ...value);
}

const FORMULA = bytesOf(0, 0, u32(0, 0));

/** What each kind of cell holds, for records of every kind: long forms 1 to 11 and 62, short forms 12 to 18. */
export function cellValue(
  type: number,
  { text = 'text', number = 1.5, byte = 42, index = 0 } = {},
): Uint8Array {
  switch (type >= 12 && type <= 18 ? type - 11 : type) {
    case 2:
      return u32((Math.round(number) << 2) | 2);
    case 3:
    case 4:
      return Uint8Array.of(byte);
    case 5:
      return f64(number);
    case 6:
      return wide(text);
    case 7:
      return u32(index);
    case 8:
      return bytesOf(wide(text), FORMULA);
    case 9:
      return bytesOf(f64(number), FORMULA);
    case 10:
    case 11:
      return bytesOf(byte, FORMULA);
    case 62:
      return bytesOf(1, wide(text), u32(1), u32(0));
    default:
      return new Uint8Array();
  }
}
