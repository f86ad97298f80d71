import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excelSerialToIso,
  findDate,
  isoToExcelSerial,
  parseDate,
  parseErrorToken,
  parseExchange,
  parseMonth,
  parseNumber,
  parsePercent,
  parsePrice,
  parseTicker,
  toFraction,
  toPercent,
} from './index';

describe('parseNumber', () => {
  it.each([
    ['1,234.5', 1234.5],
    ['1234.5', 1234.5],
    ['-3', -3],
    ['−3', -3],
    ['(5.2)', -5.2],
    ['+4', 4],
    ['.5', 0.5],
    ['3e-05', 3e-5],
    ['１２，３４５．６', 12345.6],
    [' 7 ', 7],
    ['0', 0],
    ['-0', 0],
    ['5.2-', -5.2],
    ['\u200b12.5\ufeff', 12.5],
    ['‑7', -7],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each([
    '',
    ' ',
    '-',
    '.',
    '()',
    '1,5',
    '12,34',
    '1,2345',
    '1 234',
    '12%',
    'HK$ 5',
    'NaN',
    'Infinity',
    '0x2a',
    '1e999',
    '(-5)',
    '--5',
    '1.2.3',
    'e5',
    '1e',
    '(5-)',
    '-5-',
  ])('does not guess at "%s"', (text) => expect(parseNumber(text)).toBeNull());

  it('reads every number back from how it is written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        expect(parseNumber(value.toLocaleString('en-US'))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('percentages', () => {
  it.each([
    ['12.3%', 12.3],
    ['12.3 %', 12.3],
    ['-4%', -4],
    ['(4%)', -4],
    ['(4)%', -4],
    ['５％', 5],
  ])('reads %s', (text, value) => expect(parsePercent(text)).toBe(value));
  it('needs the sign', () => {
    expect(parsePercent('0.123')).toBeNull();
    expect(parsePercent('%')).toBeNull();
    expect(parsePercent('')).toBeNull();
  });
  it.each([
    [0.7943000000000001, 79.43],
    [1.8175999999999999, 181.76],
    [-0.00672348986182425, -0.672348986182425],
    [0.07, 7],
    [0, 0],
    [-0, 0],
    [-365.38, -36538],
  ])('brings the fraction %d to %d percent', (fraction, percent) =>
    expect(toPercent(fraction, 'fraction')).toBe(percent),
  );

  it('looks as a person would write it, for any percentage with up to ten digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const percent = Number(`${digits}e-${places}`);
        const fraction = Number(`${digits}e-${places + 2}`);
        expect(toPercent(fraction, 'fraction')).toBe(percent === 0 ? 0 : percent);
        expect(toFraction(percent)).toBe(fraction === 0 ? 0 : fraction);
      }),
    );
  });
});

it('keeps 15 digits of any fraction', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (fraction) => {
      const expected = Number((fraction * 100).toPrecision(15));
      const found = toPercent(fraction, 'fraction');
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.abs(expected) * 1.1e-14);
    }),
  );
});

describe('parsePrice', () => {
  it.each([
    ['HK$ 673.50', 673.5, 'HKD'],
    ['₩ 89,000', 89000, 'KRW'],
    ['￦ 89,000', 89000, 'KRW'],
    ['JP¥ 2,839.50', 2839.5, 'JPY'],
    ['CN¥ 1,443.99', 1443.99, 'CNY'],
    ['187.62', 187.62, null],
    ['$ 5', 5, null],
    ['¥ 5', 5, null],
    ['US$5', 5, 'USD'],
    ['1,234 USD', 1234, 'USD'],
    ['usd 12', 12, 'USD'],
    ['HK$ -5', -5, 'HKD'],
    ['-HK$ 5', -5, 'HKD'],
    ['₩ (5)', -5, 'KRW'],
    ['(HK$ 5.2)', -5.2, 'HKD'],
    ['89,000원', 89000, 'KRW'],
    ['₩ 5-', -5, 'KRW'],
  ])('reads %s', (text, amount, currency) => expect(parsePrice(text)).toEqual({ amount, currency }));
  it.each(['', 'HK$', 'XX$ 5', 'HK$ 5 USD', 'abc', '5 abc', '-HK$ -5', '1,5', '#N/A', 'USD'])(
    'refuses "%s"',
    (text) => expect(parsePrice(text)).toBeNull(),
  );
  it('takes numbers as they are', () => {
    expect(parsePrice(0)).toEqual({ amount: 0, currency: null });
    expect(parsePrice(Number.NaN)).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    [45933, '2025-10-03'],
    [45933.7, '2025-10-03'],
    [45658, '2025-01-01'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [2958465, '9999-12-31'],
  ])('serial %d is %s', (serial, iso) => {
    expect(excelSerialToIso(serial)).toBe(iso);
    expect(isoToExcelSerial(iso)).toBe(Math.floor(serial));
  });
  it.each([0, -1, 60, 60.5, 2958466, Number.NaN, Number.POSITIVE_INFINITY])('serial %d is no day', (serial) =>
    expect(excelSerialToIso(serial)).toBeNull(),
  );
  it('counts from 1904 where the workbook does', () => {
    expect(excelSerialToIso(0, true)).toBe('1904-01-01');
    expect(excelSerialToIso(45933 - 1462, true)).toBe('2025-10-03');
    expect(isoToExcelSerial('2025-10-03', true)).toBe(45933 - 1462);
  });
  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2958465 }), fc.boolean(), (serial, old) => {
        const iso = excelSerialToIso(serial, old);
        if (iso) expect(isoToExcelSerial(iso, old)).toBe(serial);
      }),
    );
  });
  it('reads declared formats only', () => {
    expect(parseDate('25/10/03', ['YY/MM/DD'])).toBe('2025-10-03');
    expect(parseDate('２５/10/03', ['YY/MM/DD'])).toBe('2025-10-03');
    expect(parseDate('03.10.2025', ['DD.MM.YYYY'])).toBe('2025-10-03');
    expect(parseDate('25/10/03', ['YYYY-MM-DD'])).toBeNull();
    expect(parseDate('25/02/30', ['YY/MM/DD'])).toBeNull();
    expect(parseDate('2025-10-03T00', ['YYYY-MM-DD'])).toBeNull();
  });
  it.each([
    ['※ 25/10/03 기준 데이터', '2025-10-03'],
    ['기간별 수익률 (25/10/03)', '2025-10-03'],
    ['※ 데이터 20분 지연시세. But 일본과 상해는 25/10/03 기준', '2025-10-03'],
    ['125/10/031', null],
    ['', null],
  ])('finds the date in "%s"', (text, date) => expect(findDate(text, ['YY/MM/DD'])).toBe(date));
  it('finds the date of a file name', () => {
    expect(findDate('Global_Scouter_20251010.xlsb', ['YYYYMMDD'])).toBe('2025-10-10');
    expect(findDate('Global_Scouter_202510101.xlsb', ['YYYYMMDD'])).toBeNull();
  });
  it('reads months', () => {
    expect(parseMonth('Nov-25')).toBe('2025-11');
    for (const text of ['Nov', 'Nov-2025', 'nov-25', 'Fwd', '', '-25']) expect(parseMonth(text)).toBeNull();
  });
});

describe('parseErrorToken', () => {
  it.each([
    ['#N/A ROE (Fwd)', '#N/A'],
    ['#N/A EPS (7)', '#N/A'],
    ['#N/A', '#N/A'],
    ['#n/a', '#N/A'],
    ['#VALUE!', '#VALUE!'],
    ['#DIV/0!', '#DIV/0!'],
    ['#NAME?', '#NAME?'],
    ['0x2a', '#N/A'],
    ['0x2A', '#N/A'],
    ['0xf', '#VALUE!'],
    ['0x0f', '#VALUE!'],
    ['0-0x2a0x2a', '#N/A'],
    [' 0x2a ', '#N/A'],
  ])('%s is %s', (text, error) => expect(parseErrorToken(text)).toEqual({ kind: 'token', text, error }));
  it.each(['', '  ', '0', '0x', '0x2a x', '#', '#1 Company', '#N/AB', 'NVDA', 'McDonald`s', '0x99'])(
    '"%s" is no error',
    (text) => expect(parseErrorToken(text)).toBeNull(),
  );
  it('knows the tokens that a source declares', () => {
    expect(parseErrorToken('n.a.', ['n.a.'])).toEqual({ kind: 'token', text: 'n.a.' });
    expect(parseErrorToken('n.a. Corp', ['n.a.'])).toBeNull();
  });
  it('is quick on hostile text', () => {
    const start = performance.now();
    for (const piece of ['0x0', '#N/A', '0-', '1,111', '(']) {
      const text = piece.repeat(100_000);
      parseErrorToken(text);
      parseNumber(text);
      parsePrice(text);
      parsePercent(text);
      findDate(text, ['YY/MM/DD']);
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('parseTicker and parseExchange', () => {
  it('keeps what the source says', () => {
    expect(parseTicker('005930.KS')).toBe('005930.KS');
    expect(parseTicker('__proto__')).toBe('__proto__');
    expect(parseTicker(null)).toBeNull();
    expect(parseTicker(true)).toBeNull();
  });
  it('brings spellings to one', () => {
    const spellings = { NASDAQ: [], Hongkong: ['HKEX'] };
    expect(parseExchange('Nasdaq', spellings)?.exchange).toBe('NASDAQ');
    expect(parseExchange('hkex', spellings)?.exchange).toBe('Hongkong');
    expect(parseExchange('constructor', spellings)).toEqual({
      exchange: 'constructor',
      source: 'constructor',
      known: false,
    });
    expect(parseExchange(' ', spellings)).toBeNull();
  });
});

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      parseNumber(text);
      parsePercent(text);
      parsePrice(text);
      parseErrorToken(text);
      findDate(text, ['YY/MM/DD', 'YYYYMMDD']);
      parseMonth(text);
    }),
  );
});
