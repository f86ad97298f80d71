import type {
  CellRecord,
  ErrorText,
  SheetCell,
  SheetContent,
  WorkbookContent,
} from '@stock-analyzer/fixtures';
import fc from 'fast-check';

const ERRORS: readonly ErrorText[] = [
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
];

/** Any UTF-16 units, lone surrogates among them, and no character 0, which SheetJS leaves out. */
const text = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 20,
  }),
  fc.constantFrom('', 'Ticker', '삼성전자', '0700.HK', "McDonald`s & Co's", 'x'.repeat(3000)),
);

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -(2 ** 29) + 1, max: 2 ** 29 - 1 }),
  fc.integer({ min: -(2 ** 29) + 1, max: 2 ** 29 - 1 }).map((hundredths) => hundredths / 100),
  fc.constantFrom(0, -0, 5e-324, Number.MAX_VALUE, Number.MIN_SAFE_INTEGER, 0.1 + 0.2, 2 ** 70),
);

const format = fc.constantFrom(undefined, '0.0%', 'yyyy-mm-dd', '#,##0.00', 'm/d/yy', '[h]:mm:ss', '"$"0.00');

function cellOf(
  value: fc.Arbitrary<SheetCell['value']>,
  records: readonly (CellRecord | undefined)[],
  short: fc.Arbitrary<boolean>,
): fc.Arbitrary<SheetCell> {
  return fc.record({ value, format, record: fc.constantFrom(...records), short });
}

/** A cell of any value in any record that can hold it. A short form only stands behind another cell. */
const cell = fc.oneof(
  cellOf(text, [undefined, 'shared', 'inline'], fc.boolean()),
  cellOf(text, ['rich', 'formula'], fc.constant(false)),
  cellOf(text, ['shared_rich'], fc.boolean()),
  cellOf(number, [undefined, 'real'], fc.boolean()),
  cellOf(number, ['formula'], fc.constant(false)),
  cellOf(fc.boolean(), [undefined], fc.boolean()),
  cellOf(fc.boolean(), ['formula'], fc.constant(false)),
  cellOf(
    fc.constantFrom(...ERRORS).map((error) => ({ error })),
    [undefined],
    fc.boolean(),
  ),
  cellOf(
    fc.constantFrom(...ERRORS).map((error) => ({ error })),
    ['formula'],
    fc.constant(false),
  ),
  cellOf(fc.constant(null), [undefined], fc.boolean()),
);

const cells = fc
  .array(fc.option(cell, { nil: undefined, freq: 4 }), { maxLength: 30 })
  .map((row) => row.map((each, at) => each && { ...each, short: each.short && !!row[at - 1] }));

const rows = fc
  .array(fc.record({ gap: fc.constantFrom(1, 1, 1, 2, 500), cells }), { maxLength: 15 })
  .map((list) => {
    let index = -1;
    return list.map((row) => {
      index += row.gap;
      return { index, cells: row.cells };
    });
  });

const sheet: fc.Arbitrary<Omit<SheetContent, 'name'>> = fc.record({
  visibility: fc.constantFrom('visible', 'hidden', 'very_hidden'),
  declared: fc.record({
    rows: fc.integer({ min: 1, max: 1_048_576 }),
    columns: fc.integer({ min: 1, max: 16_384 }),
  }),
  rows,
});

/** A workbook of any shape: sheets, rows with gaps, cells of every kind of record. */
export const anyWorkbook: fc.Arbitrary<WorkbookContent> = fc.record({
  date1904: fc.boolean(),
  sheets: fc
    .array(sheet, { minLength: 1, maxLength: 3 })
    .map((sheets) =>
      sheets.map((each, index) => ({ ...each, name: `Sheet ${index + 1} & ${each.visibility}` })),
    ),
});
