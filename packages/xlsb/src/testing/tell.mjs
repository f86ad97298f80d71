/**
 * What the reader finds in a file, as JSON: sheets and cells, or the error. Plain JavaScript, and the reader is given,
 * so that it runs on every platform, with the source and with the packed package.
 *
 * A cell is its value and its number format, and the date that it shows, if it shows one. Errors are objects, and so
 * are numbers that JSON has not.
 *
 * @typedef {string | number | boolean | { error: string } | { number: string }} ToldValue
 * @typedef {[value: ToldValue, format: string | null, date?: string]} ToldCell
 * @typedef {{ name: string, visibility: string, kind: string, declaredRange: string | null, blankRows: number,
 *   cells: Record<string, ToldCell> }} ToldSheet
 * @typedef {{ date1904: boolean, sheets: ToldSheet[] }} ToldBook
 * @typedef {{ error: { code: string, place: object } }} ToldError
 * @typedef {Pick<typeof import('../node'), 'openXlsb' | 'getFormat' | 'valueAt' | 'XlsbError'>} Reader
 */

/**
 * @param {Reader} reader
 * @param {import('../node').XlsbInput} input
 * @returns {Promise<ToldBook | ToldError>}
 */
export async function tell(reader, input) {
  let workbook;
  try {
    workbook = await reader.openXlsb(input);
    const sheets = [];
    for (const sheet of workbook.sheets) sheets.push(await tellSheet(reader, sheet));
    return { date1904: workbook.date1904, sheets };
  } catch (error) {
    if (!(error instanceof reader.XlsbError)) throw error;
    const { code, place } = error;
    // The file's name depends on where it lies.
    const { file: _, ...inFile } = place;
    return { error: { code, place: inFile } };
  } finally {
    await workbook?.close();
  }
}

/** @param {Reader} reader @param {import('../node').XlsbSheet} sheet @returns {Promise<ToldSheet>} */
async function tellSheet({ getFormat, valueAt }, sheet) {
  const { name, visibility, kind } = sheet;
  const table = await sheet.table();
  const dated = new Map((await sheet.rows({ dates: true })).map(({ row, cells }) => [row, cells]));
  /** @type {Record<string, ToldCell>} */
  const cells = {};
  for (let row = 0; row < table.rowCount; row++) {
    for (const column of table.columns) {
      const value = valueAt(column, row);
      if (value === null) continue;
      const inRow = dated.get(table.firstRow + row)?.[columnIndex(column.name)];
      const date = inRow instanceof Date ? [inRow.toISOString()] : [];
      cells[`${column.name}${table.firstRow + row}`] = /** @type {ToldCell} */ ([
        toldValue(value),
        getFormat(column, row),
        ...date,
      ]);
    }
  }
  const declaredRange = (await sheet.declaredRange()) ?? null;
  return { name, visibility, kind, declaredRange, blankRows: table.blankRows, cells };
}

/** @param {string} letters */
function columnIndex(letters) {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A value as JSON has it. @param {ToldValue} value @returns {ToldValue} */
export function toldValue(value) {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return { number: Object.is(value, -0) ? '-0' : String(value) };
}
