import { columnTable, numberColumn, stringColumn } from '@stock-analyzer/schema';
import { ColumnTexts, TextBytes } from '@stock-analyzer/schema/json';
import { expect, it } from 'vitest';
import type { ReleaseFile } from '../release/release-folder';
import type { ParsedSheet } from '../transform/sheet';
import { sheetFiles } from './sheet-files';

function sheet(name: string, rows: number): ParsedSheet {
  const tickers = Array.from({ length: rows }, (_, row) => `T${row}`);
  const table = columnTable(rows, [
    stringColumn('Ticker', tickers),
    stringColumn(
      '한글',
      tickers.map((ticker, row) => (row % 3 === 0 ? null : `=“${ticker}”, "가"`)),
    ),
    numberColumn(
      'ROE (Fwd)',
      tickers.map((_, row) => (row % 5 === 0 ? null : row / 7)),
    ),
  ]);
  return { id: null, sheet: name, table } as Partial<ParsedSheet> as ParsedSheet;
}

const sheets = [sheet('none', 0), sheet('few', 3), sheet('many', 9000)];

function textsOf(order: (files: ReleaseFile[]) => ReleaseFile[]): Record<string, string> {
  const stamp = { release_id: 'r', generated_at: '2025-10-10T00:00:00.000Z' };
  const files = [...sheetFiles(sheets, stamp, new TextBytes(), new ColumnTexts())];
  const read = order(files).map(({ path, data }) => {
    const pieces = Array.from(data as Iterable<Uint8Array>, (piece) => piece.slice());
    return [path, Buffer.concat(pieces).toString()] as const;
  });
  return Object.fromEntries(read);
}

it('each file is whole, in whatever order the files are read', () => {
  const inOrder = textsOf((files) => files);
  expect(Object.keys(inOrder)).toHaveLength(2 * sheets.length);
  expect(textsOf((files) => [...files].reverse())).toEqual(inOrder);
  expect(textsOf((files) => files.filter(({ path }) => path.endsWith('.csv')))).toEqual(
    Object.fromEntries(Object.entries(inOrder).filter(([path]) => path.endsWith('.csv'))),
  );
  expect(inOrder['sheets/few.csv']).toBe(
    '\uFEFFTicker,한글,ROE (Fwd)\r\nT0,,\r\nT1,"\'=“T1”, ""가""",0.14285714285714285\r\nT2,"\'=“T2”, ""가""",0.2857142857142857\r\n',
  );
  expect(inOrder['sheets/none.csv']).toBe('\uFEFFTicker,한글,ROE (Fwd)\r\n');
  expect(JSON.parse(inOrder['sheets/many.json']!).data).toHaveLength(9000);
});
