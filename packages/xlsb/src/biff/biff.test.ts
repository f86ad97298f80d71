import { recordBytes } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultXlsbLimits as limits } from '../limits';
import { viewOf } from '../zip/directory';
import { walkRecords } from './records';
import { rkNumber } from './rk-number';
import { decodeUtf16, readWide, wideLength } from './wide-string';

describe('records', () => {
  const bytes = recordBytes((writer) => {
    writer.record(1, 2).u16(7).record(300).record(16_383, 200).zeros(200).record(0, 20_000).zeros(20_000);
  });
  const walked = (part: Uint8Array, isWhole = true) => {
    const seen: [number, number][] = [];
    walkRecords(part, 'part', (type, start, end) => void seen.push([type, end - start]), isWhole);
    return seen;
  };

  it('have kinds of one or two bytes and sizes of one to four', () => {
    expect(walked(bytes)).toEqual([
      [1, 2],
      [300, 0],
      [16_383, 200],
      [0, 20_000],
    ]);
    expect(walked(Uint8Array.of(5, 0x81, 0x80, 0x80, 0, 9))).toEqual([[5, 1]]);
  });

  it('end where the visitor says', () => {
    let count = 0;
    walkRecords(bytes, 'part', () => ++count < 2);
    expect(count).toBe(2);
  });

  it('that are cut off are DAMAGED, or the end of what is only the beginning', () => {
    const ends = [4, 7, 211];
    for (let length = 0; length < 500; length++) {
      const part = bytes.subarray(0, length);
      expect(walked(part, false).length).toBe(ends.filter((end) => end <= length).length);
      if (length === 0 || ends.includes(length)) expect(() => walked(part)).not.toThrow();
      else {
        const offset = Math.max(0, ...ends.filter((end) => end <= length));
        expect(() => walked(part)).toThrow(
          expect.objectContaining({ code: 'DAMAGED', place: { part: 'part', offset } }),
        );
      }
    }
  });
});

describe('numbers in 30 bits', () => {
  const read = (raw: number) => {
    const view = new DataView(new ArrayBuffer(5));
    view.setUint32(1, raw, true);
    return rkNumber(view, 1);
  };

  it('are integers, doubles, and hundredths of both', () => {
    expect(read((1 << 2) | 2)).toBe(1);
    expect(read((-1 << 2) | 2)).toBe(-1);
    expect(read((1235 << 2) | 3)).toBe(12.35);
    expect(read((-1 << 2) | 3)).toBe(-0.01);
    expect(read(0x3ff80000)).toBe(1.5);
    expect(read(0x3ff80001)).toBe(0.015);
    expect(read(0x80000000)).toBe(-0);
    expect([read(0x7ffffffe), read(0x80000002)]).toEqual([2 ** 29 - 1, -(2 ** 29)]);
  });

  it('of any bits are what the definition says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (raw) => {
        const view = new DataView(new ArrayBuffer(8));
        view.setUint32(0, raw - (raw & 3));
        const value = raw & 2 ? (raw | 0) >> 2 : view.getFloat64(0);
        expect(read(raw)).toBe(raw & 1 ? value / 100 : value);
      }),
    );
  });
});

describe('texts', () => {
  const units = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 5000 });

  it('are UTF-16 units as they are, and end where they say', () => {
    fc.assert(
      fc.property(units, fc.nat(5), (text, skip) => {
        const bytes = recordBytes((writer) => writer.zeros(skip).wide(text).wide('next'));
        const view = viewOf(bytes);
        const { text: read, next } = readWide(view, skip, bytes.length, 'part', limits);
        expect(read).toBe(text);
        expect(readWide(view, next, bytes.length, 'part', limits).text).toBe('next');
        expect(decodeUtf16(bytes, skip + 4, text.length)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('may be null, which is empty', () => {
    const bytes = recordBytes((writer) => writer.u32(0xffffffff));
    expect(readWide(viewOf(bytes), 0, 4, 'part', limits)).toEqual({ text: '', next: 4 });
  });

  it('that reach beyond their record are DAMAGED', () => {
    const bytes = recordBytes((writer) => writer.wide('abc'));
    const length = (end: number) => () => wideLength(viewOf(bytes), 0, end, 'part', limits, 1000);
    expect(length(10)()).toBe(3);
    for (let end = 0; end < 10; end++) {
      expect(length(end)).toThrow(
        expect.objectContaining({ code: 'DAMAGED', place: { part: 'part', offset: 1000 } }),
      );
    }
    const huge = recordBytes((writer) => writer.u32(0xfffffffe).utf16('abc'));
    expect(() => wideLength(viewOf(huge), 0, 10, 'part', limits)).toThrow(
      expect.objectContaining({ code: 'DAMAGED' }),
    );
  });

  it('longer than the limit are TOO_LARGE', () => {
    const bytes = recordBytes((writer) => writer.wide('abc'));
    expect(() => wideLength(viewOf(bytes), 0, 10, 'part', { ...limits, textLength: 2 })).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringContaining('limits.textLength') }),
    );
  });
});
