import { describe, expect, it } from 'vitest';
import * as reader from './index';
import { openXlsb, openZip, type ReadProgress, type SheetTable, valueAt } from './index';
import { zipInBrowser } from './testing/browser-zip';
import { tell } from './testing/tell.mjs';

const golden = async (name: string) =>
  (await fetch(new URL(`../golden/${name}`, import.meta.url))).arrayBuffer();
const toldOf = async (name: string) => JSON.parse(new TextDecoder().decode(await golden(`${name}.json`)));
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const ROWS = 60_000;
const COLUMNS = 20;

/** The workbook of a golden file, its sheet one of blank styled rows, with a number in the first and in the last. */
async function phantomBook(): Promise<Uint8Array<ArrayBuffer>> {
  const blank = 10 * COLUMNS;
  const sheet = new Uint8Array(3 + ROWS * (19 + blank) + 2 * 18 + 3);
  const view = new DataView(sheet.buffer);
  sheet.set([0x91, 1, 0]);
  let at = 3;
  for (let row = 0; row < ROWS; row++) {
    sheet.set([0, 17], at);
    view.setUint32(at + 2, row, true);
    at += 19;
    for (let column = 0; column < COLUMNS; column++, at += 10) {
      sheet.set([1, 8, column], at);
    }
    if (row > 0 && row < ROWS - 1) continue;
    sheet.set([5, 16, COLUMNS], at);
    view.setFloat64(at + 10, row + 0.7943, true);
    at += 18;
  }
  sheet.set([0x92, 1, 0], at);
  const zip = await openZip(await golden('zip-stored.xlsb'));
  const parts = zip.names.map(
    async (name): Promise<[string, Uint8Array]> => [
      name,
      name.includes('sheet1') ? sheet : await zip.part(name)!.bytes(),
    ],
  );
  return zipInBrowser(await Promise.all(parts));
}

describe('in a browser', () => {
  it.each([
    'values',
    'short-records',
    'other-records',
    'odd-values',
    'dates-1904',
    'sheets',
    'first-excel',
    'zip-stored',
    'zip-everything',
    'zip-names',
    'encrypted',
    'truncated',
    'wrong-checksum',
    'cut-sheet',
    'html',
  ])('the golden file %s is read as in Node, from a File, a Blob and bytes', async (name) => {
    const bytes = await golden(`${name}.xlsb`);
    const told = await toldOf(name);
    for (const input of [new File([bytes], 'week.xlsb'), new Blob([bytes]), bytes, new Uint8Array(bytes)]) {
      expect(await tell(reader, input)).toEqual(told);
    }
  });

  it('an error names the file', async () => {
    const error = await errorOf(openXlsb(new File(['<html>'], 'week.xlsb')));
    expect(error).toMatchObject({ code: 'NOT_XLSB', place: { file: 'week.xlsb' } });
    expect(await errorOf(openXlsb('/week.xlsb'))).toMatchObject({ code: 'UNREADABLE' });
  });

  it('a sheet of 13 MB of blank rows is read piece by piece', async () => {
    const workbook = await openXlsb(new File([await phantomBook()], 'week.xlsb'));
    const [sheet] = workbook.sheets as [reader.XlsbSheet];
    expect(sheet.size).toBeGreaterThan(13_000_000);
    const told: ReadProgress[] = [];
    const table = await sheet.table({ onProgress: (progress) => told.push(progress) });
    expect(table).toMatchObject({ firstRow: 1, rowCount: ROWS, blankRows: ROWS - 2 });
    expect(table.columns.map(({ name }) => name)).toEqual(['U']);
    expect(valueAt(table.columns[0]!, ROWS - 1)).toBe(ROWS - 1 + 0.7943);
    expect(told.length).toBeGreaterThan(10);
    expect(told.at(-1)!.bytes).toBe(sheet.size);
    expect((await sheet.rows({ stopAfterBlankRows: 1000 })).length).toBe(1);
    const controller = new AbortController();
    const aborted = sheet.table({ signal: controller.signal, onProgress: () => controller.abort() });
    expect(await errorOf(aborted)).toMatchObject({ code: 'ABORTED' });
  });

  it('a stream that is damaged or breaks off is DAMAGED', async () => {
    const good = await phantomBook();
    const place = placeOfSheet(good);
    const wrongChecksum = good.slice();
    wrongChecksum[place.central + 16]! ^= 1;
    const cutShort = good.slice();
    new DataView(cutShort.buffer).setUint32(place.central + 20, place.packedSize >> 1, true);
    const other = good.slice();
    other[place.data + (place.packedSize >> 1)]! ^= 0xff;
    for (const bytes of [wrongChecksum, cutShort, other]) {
      const { sheets } = await openXlsb(new File([bytes], 'week.xlsb'));
      const part = 'xl/worksheets/sheet1.bin';
      expect(await errorOf(sheets[0]!.table())).toMatchObject({
        code: 'DAMAGED',
        place: { file: 'week.xlsb', sheet: 'Sheet1', part },
      });
    }
  });

  it('a worker reads a File and hands the table over', async () => {
    const worker = new Worker(new URL('./testing/read.worker.ts', import.meta.url), { type: 'module' });
    const ask = (file: File) =>
      new Promise<{ table?: SheetTable; code?: string }>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage(file);
      });
    try {
      const file = new File([await golden('values.xlsb')], 'week.xlsb');
      const { table } = await ask(file);
      expect(table).toEqual(await (await openXlsb(file)).sheets[0]!.table());
      expect(table!.columns[0]!.validity.length).toBe(table!.rowCount);
      expect(await ask(new File([await golden('encrypted.xlsb')], 'week.xlsb'))).toEqual({
        code: 'ENCRYPTED',
      });
    } finally {
      worker.terminate();
    }
  });
});

/** Where the sheet stands in the file, and its entry in the directory. */
function placeOfSheet(bytes: Uint8Array<ArrayBuffer>) {
  const view = new DataView(bytes.buffer);
  const name = 'xl/worksheets/sheet1.bin';
  let central = view.getUint32(bytes.length - 6, true);
  for (;;) {
    const length = view.getUint16(central + 28, true);
    if (new TextDecoder().decode(bytes.subarray(central + 46, central + 46 + length)) === name) break;
    central += 46 + length;
  }
  const data = view.getUint32(central + 42, true) + 30 + name.length;
  return { central, data, packedSize: view.getUint32(central + 20, true) };
}
