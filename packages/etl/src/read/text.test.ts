import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCp949 } from './cp949';
import { decodeText } from './text';

const bytes = (...values: number[]) => new Uint8Array(values);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('a text file in', () => {
  const text = 'Ticker,결산\n0700.HK,HK$ 673.50\n005930.KS,"₩ 89,000"\n';

  test('UTF-8, with a byte order mark or without', () => {
    const encoded = new TextEncoder().encode(text);
    expect(decodeText(encoded)).toEqual({ text, encoding: 'utf-8', notes: [] });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, ...encoded))).toEqual({ text, encoding: 'utf-8', notes: [] });
  });

  test('UTF-16 of either byte order, with a byte order mark or without', () => {
    for (const [littleEndian, encoding, mark] of [
      [true, 'utf-16le', [0xff, 0xfe]],
      [false, 'utf-16be', [0xfe, 0xff]],
    ] as const) {
      expect(decodeText(utf16(text, littleEndian))).toEqual({ text, encoding, notes: [] });
      expect(decodeText(bytes(...mark, ...utf16(text, littleEndian)))).toEqual({ text, encoding, notes: [] });
    }
  });

  test('CP949, the syllables beyond EUC-KR included', () => {
    // 종목,똠방,펲,뷁 and a full-width won sign
    const encoded = bytes(
      ...[
        0xc1, 0xbe, 0xb8, 0xf1, 0x2c, 0x8c, 0x63, 0xb9, 0xe6, 0x2c, 0xbc, 0x84, 0x2c, 0x94, 0xee, 0x0a, 0xa3,
        0xdc,
      ],
    );
    expect(decodeText(encoded)).toEqual({ text: '종목,똠방,펲,뷁\n￦', encoding: 'cp949', notes: [] });
  });

  test('a mixture with lone surrogates, which are counted', () => {
    const { notes, text: read } = decodeText(bytes(0xff, 0xfe, ...utf16('a\ud800,b', true)));
    expect(read).toBe('a\ufffd,b');
    expect(notes).toMatchObject([{ code: 'REPLACED_CHARACTER', count: 1 }]);
  });

  test('any text comes back from UTF-8 and, marked, from UTF-16', () => {
    const safe = fc.string({ unit: 'binary' }).filter((value) => !/[\p{Cc}\p{Cs}\ufeff\ufffd]/u.test(value));
    fc.assert(
      fc.property(safe, (value) => {
        expect(decodeText(bytes(0xef, 0xbb, 0xbf, ...new TextEncoder().encode(value))).text).toBe(value);
        expect(decodeText(bytes(0xff, 0xfe, ...utf16(value, true))).text).toBe(value);
      }),
    );
  });
});

describe('CP949', () => {
  test('has the 11,172 Hangul syllables, each once', () => {
    const found = new Map<string, number>();
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x41; trail <= 0xfe; trail++) {
        const character = decodeCp949(bytes(lead, trail));
        if (character && character >= '가' && character <= '힣') {
          found.set(character, (found.get(character) ?? 0) + 1);
        }
      }
    }
    expect(found.size).toBe(11_172);
    expect(new Set(found.values())).toEqual(new Set([1]));
  });

  test('begins and ends its extension where the standard does', () => {
    expect(decodeCp949(bytes(0x81, 0x41))).toBe('갂');
    expect(decodeCp949(bytes(0xa0, 0xfe))).toBe('좤');
    expect(decodeCp949(bytes(0xc6, 0x52))).toBe('힣');
    expect(decodeCp949(bytes(0xc6, 0x53))).toBeUndefined();
    expect(decodeCp949(bytes(0xa2, 0xe6))).toBe('€');
  });

  test('refuses byte pairs that it does not have', () => {
    expect(decodeCp949(bytes(0x80, 0x41))).toBeUndefined();
    expect(decodeCp949(bytes(0xff, 0xfe))).toBeUndefined();
    expect(decodeCp949(bytes(0x41, 0xb0))).toBeUndefined();
  });
});

describe('what is no text', () => {
  test('is NOT_A_WORKBOOK', () => {
    for (const garbage of [bytes(1, 2, 3), bytes(0x41, 0, 0, 0x42), bytes(0x81, 0xff, 0xff, 0x41)]) {
      expect(() => decodeText(garbage)).toThrow(expect.objectContaining({ code: 'NOT_A_WORKBOOK' }));
    }
  });

  test('is TRUNCATED if it ends within a character', () => {
    const cut = new TextEncoder().encode('Ticker,결산').subarray(0, -1);
    expect(() => decodeText(cut)).toThrow(expect.objectContaining({ code: 'TRUNCATED' }));
    expect(() => decodeText(bytes(0xff, 0xfe, 0x41))).toThrow(expect.objectContaining({ code: 'TRUNCATED' }));
  });
});
