import { CFB } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../input/byte-source';
import { openXlsb } from '../node';
import { compoundBytes } from '../testing/compound';
import { beginsLikeCompoundFile, compoundFileNames } from './compound-file';

describe('a compound file', () => {
  it('tells its names', async () => {
    const bytes = compoundBytes(['EncryptionInfo', 'EncryptedPackage']);
    expect(beginsLikeCompoundFile(bytes)).toBe(true);
    expect(await compoundFileNames(sourceOf(bytes))).toEqual(
      expect.arrayContaining(['Root Entry', 'EncryptionInfo', 'EncryptedPackage']),
    );
  });

  it('tells names that stand in the fifth sector of its directory', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `Stream ${index}`);
    expect(await compoundFileNames(sourceOf(compoundBytes([...many, 'EncryptedPackage'])))).toContain(
      'EncryptedPackage',
    );
  });

  it('that is cut off or damaged tells what it can, without a hang', async () => {
    const bytes = compoundBytes(['EncryptedPackage']);
    for (let length = 8; length < bytes.length; length += 61) {
      await compoundFileNames(sourceOf(bytes.subarray(0, length)));
    }
    for (let at = 8; at < 512; at++) {
      const wrong = bytes.slice();
      wrong[at] = 0xff;
      await compoundFileNames(sourceOf(wrong));
    }
    const circle = bytes.slice();
    const view = new DataView(circle.buffer);
    const fat = (view.getUint32(76, true) + 1) * 512;
    const directory = view.getUint32(48, true);
    view.setUint32(fat + 4 * directory, directory, true);
    expect((await compoundFileNames(sourceOf(circle))).length).toBeLessThan(1000);
  });

  it.each([
    [['EncryptionInfo', 'EncryptedPackage'], 'ENCRYPTED', 'The workbook is protected by a password'],
    [['Workbook'], 'NOT_XLSB', 'The file is an XLS workbook'],
    [['Book'], 'NOT_XLSB', 'The file is an XLS workbook'],
    [['WordDocument'], 'NOT_XLSB', 'The file is an old Office document'],
  ])('with %s is refused as %s', async (names, code, problem) => {
    const error = await openXlsb(compoundBytes(names)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, problem });
  });

  it('is what others write', () => {
    expect(CFB.find(CFB.read(compoundBytes(['Workbook']), { type: 'buffer' }), 'Workbook')).not.toBeNull();
  });
});
