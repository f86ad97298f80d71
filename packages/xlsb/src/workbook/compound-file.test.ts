import XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openXlsb } from '../node';
import { compoundBytes } from '../testing/compound';

const codeOf = async (bytes: Uint8Array) => {
  const error = await openXlsb(bytes).catch((thrown: unknown) => thrown);
  return (error as { code?: string }).code;
};

describe('a compound file', () => {
  it.each([
    [['EncryptionInfo', 'EncryptedPackage'], 'ENCRYPTED'],
    [['Workbook'], 'NOT_XLSB'],
    [['Book'], 'NOT_XLSB'],
    [['WordDocument'], 'NOT_XLSB'],
    [[], 'NOT_XLSB'],
  ])('with %j is refused as %s', async (names, code) =>
    expect(await codeOf(compoundBytes(names))).toBe(code),
  );

  it('is ENCRYPTED wherever in its directory that stands', async () => {
    for (let count = 0; count < 40; count++) {
      const others = Array.from({ length: count }, (_, index) => `Stream ${index}`);
      expect(await codeOf(compoundBytes([...others, 'EncryptedPackage']))).toBe('ENCRYPTED');
    }
  });

  it('that is cut off or damaged is refused, without a hang', async () => {
    const bytes = compoundBytes(['EncryptedPackage']);
    for (let length = 8; length < bytes.length; length += 61) {
      expect(['ENCRYPTED', 'NOT_XLSB']).toContain(await codeOf(bytes.subarray(0, length)));
    }
    for (let at = 8; at < 512; at++) {
      const wrong = bytes.slice();
      wrong[at] = 0xff;
      expect(['ENCRYPTED', 'NOT_XLSB']).toContain(await codeOf(wrong));
    }
  });

  it('whose directory goes in a circle is refused, without a hang', async () => {
    const circle = compoundBytes(['Workbook']);
    const view = new DataView(circle.buffer);
    const fat = (view.getUint32(76, true) + 1) * 512;
    const directory = view.getUint32(48, true);
    view.setUint32(fat + 4 * directory, directory, true);
    expect(await codeOf(circle)).toBe('NOT_XLSB');
  });

  it('is what others write', () => {
    const file = XLSX.CFB.read(compoundBytes(['Workbook']), { type: 'buffer' });
    expect(XLSX.CFB.find(file, 'Workbook')).not.toBeNull();
  });
});
