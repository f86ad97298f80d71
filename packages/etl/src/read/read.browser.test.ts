import { describe, expect, test } from 'vitest';
import { bookBytes, rowsOf, utf8 } from '../testing/book';
import { decodeCp949 } from './cp949';
import { EtlError, readWorkbook } from './index';

const rows = [
  ['Ticker', 'Corp', 'ROE (Fwd)'],
  ['0700.HK', '텐센트 & Co', '0.2052'],
];
const csv = rows.map((row) => row.join(',')).join('\n');
const files: readonly (readonly [string, Uint8Array])[] = [
  ...(['xlsb', 'xlsx', 'xls', 'ods'] as const).map(
    (type) => [type, bookBytes({ week: rows }, type)] as const,
  ),
  ['csv', utf8(csv)],
  ['json', utf8(JSON.stringify([Object.fromEntries(rows[0]!.map((key, at) => [key, rows[1]![at]]))]))],
];

describe('in a browser', () => {
  test.each(files)('a File of %s is read', async (format, bytes) => {
    const workbook = await readWorkbook(new File([bytes.slice()], 'week.bin'));
    expect(workbook.format).toBe(format);
    expect(workbook.tables.map((table) => [table.name, rowsOf(table)])).toEqual([['week', rows]]);
  });

  test('CP949 is decoded as in Node', () => {
    expect(decodeCp949(new Uint8Array([0x8c, 0x63, 0xb9, 0xe6, 0xa3, 0xdc, 0xa2, 0xe6]))).toBe('똠방￦€');
    expect(decodeCp949(new Uint8Array([0xc9, 0xa1]))).toBeUndefined();
  });

  test('what is no workbook is a typed error', async () => {
    const error = await readWorkbook(new File(['<html>'], 'week.xlsb')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EtlError);
    expect(error).toMatchObject({ code: 'NOT_A_WORKBOOK', place: { file: 'week.xlsb' } });
  });
});
