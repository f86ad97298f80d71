import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openXlsb } from './node';
import { cellsOfRows, cellsOfTable, type OracleSheet, readBySheetJs, valuesOf } from './testing/oracle';

/** Files written by Excel and other programs. They are not ours to give away, so they stand beside the repository. */
const folder = fileURLToPath(new URL('../../../../shared/xlsb-corpus/', import.meta.url));
const isThere = existsSync(folder);
const names = isThere ? readdirSync(folder).filter((name) => name.endsWith('.xlsb')) : [];

const refused = new Map([
  ['apache-protected_passtika.xlsb', 'ENCRYPTED'],
  ['tafia-pass_protected.xlsb', 'ENCRYPTED'],
]);
/** From the first Excel that wrote XLSB: SheetJS reads nonsense for the names of its sheets. */
const firstExcel = 'apache-Simple.xlsb';

describe.runIf(isThere)('a file of the corpus', () => {
  it('is one of 23', () => expect(names.length).toBe(23));

  it.each(names.filter((name) => !refused.has(name)))('%s is read as SheetJS reads it', async (name) => {
    const bytes = readFileSync(folder + name);
    const oracle = readBySheetJs(bytes);
    await using workbook = await openXlsb(folder + name);
    expect(workbook.date1904).toBe(oracle.date1904);
    expect(workbook.sheets.length).toBe(oracle.sheets.length);
    const found: OracleSheet[] = [];
    for (const sheet of workbook.sheets) {
      const expected = oracle.sheets[sheet.index]!;
      const table = await sheet.table();
      expect(cellsOfRows(await sheet.rows())).toEqual(valuesOf(expected.cells));
      // SheetJS tells no range of a sheet without cells, and of a chart sheet that of the values in its chart.
      const isTold = expected.declaredRange !== undefined && sheet.kind === 'worksheet';
      const declaredRange = isTold ? await sheet.declaredRange() : expected.declaredRange;
      found.push({
        name: name === firstExcel ? expected.name : sheet.name,
        visibility: sheet.visibility,
        declaredRange,
        cells: cellsOfTable(table),
      });
    }
    expect(found).toEqual(oracle.sheets);
    if (name === firstExcel) {
      expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['Sheet1', 'Sheet2', 'Sheet3']);
    }
  });

  it.each([...refused])('%s is refused as %s', async (name, code) => {
    const error = await openXlsb(folder + name).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, place: { file: name } });
  });
});
