import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { crc32 } from './crc32';
import { defaultReadLimits } from './limits';
import { openZip } from './zip';

const text = 'Ticker,Price\n'.repeat(100);
const archive = () => zipSync({ 'xl/A.xml': strToU8(text), 'stored.bin': [strToU8('abc'), { level: 0 }] });

test('CRC-32 has the check value of its definition', () => {
  expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

describe('a zip archive', () => {
  test('gives its parts, whatever the case of their names, as fresh arrays', () => {
    const bytes = archive();
    const zip = openZip(bytes, defaultReadLimits);
    expect(zip.names).toEqual(['xl/A.xml', 'stored.bin']);
    expect(new TextDecoder().decode(zip.part('XL/a.XML'))).toBe(text);
    expect(zip.part('none')).toBeUndefined();
    zip.part('stored.bin')!.fill(0);
    expect(bytes).toEqual(archive());
  });

  test('equals what another unzipper reads', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 300 })),
        (files) => {
          const bytes = zipSync(files);
          const zip = openZip(bytes, defaultReadLimits);
          const read = Object.fromEntries(zip.names.map((name) => [name, zip.part(name)]));
          expect(read).toEqual({ ...unzipSync(bytes) });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('that is cut off is TRUNCATED, wherever the cut', () => {
    const bytes = archive();
    for (const length of [4, 40, bytes.length - 30, bytes.length - 1]) {
      expect(() => openZip(bytes.subarray(0, length), defaultReadLimits)).toThrow(
        expect.objectContaining({ code: 'TRUNCATED', retryable: true }),
      );
    }
  });

  test('with a flipped bit is DAMAGED, wherever the bit, or reads the same', () => {
    const good = openZip(archive(), defaultReadLimits);
    for (let at = 0; at < archive().length; at++) {
      const bytes = archive();
      bytes[at]! ^= 4;
      try {
        const zip = openZip(bytes, defaultReadLimits);
        for (const name of zip.names) {
          const same = good.part(name);
          if (same) expect(zip.part(name)).toEqual(same);
        }
      } catch (error) {
        expect(['DAMAGED', 'TRUNCATED', 'TOO_LARGE', 'ENCRYPTED']).toContain(
          (error as { code?: string }).code,
        );
      }
    }
  });

  test('that inflates beyond the limits is TOO_LARGE before it is inflated', () => {
    const bomb = zipSync({ 'xl/workbook.bin': new Uint8Array(20 * 2 ** 20) });
    expect(bomb.length).toBeLessThan(2 ** 15);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => openZip(bomb, defaultReadLimits).part('xl/workbook.bin')).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringContaining('limits.ratio') }),
    );
    expect(() => openZip(bomb, { ...defaultReadLimits, partBytes: 2 ** 20 }).part('xl/workbook.bin')).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', message: expect.stringContaining('limits.partBytes') }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  test('whose declared size is a lie is DAMAGED and does not inflate beyond it', () => {
    const bytes = zipSync({ a: new Uint8Array(2 ** 20) });
    const view = new DataView(bytes.buffer);
    const central = view.getUint32(bytes.length - 6, true);
    view.setUint32(central + 24, 1000, true);
    expect(() => openZip(bytes, defaultReadLimits).part('a')).toThrow(
      expect.objectContaining({ code: 'DAMAGED' }),
    );
  });

  test('with an encrypted part is ENCRYPTED', () => {
    const bytes = archive();
    const view = new DataView(bytes.buffer);
    view.setUint16(view.getUint32(bytes.length - 6, true) + 8, 1, true);
    expect(() => openZip(bytes, defaultReadLimits).part('xl/A.xml')).toThrow(
      expect.objectContaining({ code: 'ENCRYPTED' }),
    );
  });

  test('of the zip64 kind is read', () => {
    const bytes = zip64Of('a', strToU8('abc'));
    expect(openZip(bytes, defaultReadLimits).part('a')).toEqual(strToU8('abc'));
  });
});

/** A stored part whose sizes, offset and directory stand in zip64 fields only. */
function zip64Of(name: string, content: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  const u16 = (value: number) => bytes.push(value & 255, value >>> 8);
  const u32 = (value: number) =>
    bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
  const u64 = (value: number) => [u32(value), u32(0)];
  u32(0x04034b50);
  for (const value of [45, 0, 0, 0, 0]) u16(value);
  for (const value of [crc32(content), 0xffffffff, 0xffffffff]) u32(value);
  for (const value of [name.length, 0]) u16(value);
  bytes.push(...strToU8(name), ...content);
  const central = bytes.length;
  u32(0x02014b50);
  for (const value of [45, 45, 0, 0, 0, 0]) u16(value);
  for (const value of [crc32(content), 0xffffffff, 0xffffffff]) u32(value);
  for (const value of [name.length, 28, 0, 0, 0]) u16(value);
  for (const value of [0, 0xffffffff]) u32(value);
  bytes.push(...strToU8(name));
  for (const value of [1, 24]) u16(value);
  for (const value of [content.length, content.length, 0]) u64(value);
  const end64 = bytes.length;
  u32(0x06064b50);
  u64(44);
  for (const value of [45, 45]) u16(value);
  for (const value of [0, 0]) u32(value);
  for (const value of [1, 1, end64 - central, central]) u64(value);
  u32(0x07064b50);
  u32(0);
  u64(end64);
  u32(1);
  u32(0x06054b50);
  for (const value of [0, 0, 0xffff, 0xffff]) u16(value);
  for (const value of [0xffffffff, 0xffffffff]) u32(value);
  u16(0);
  return new Uint8Array(bytes);
}
