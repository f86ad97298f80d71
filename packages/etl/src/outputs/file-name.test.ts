import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueFileName } from './file-name';

const names = (...all: string[]) => {
  const taken = new Set<string>();
  return all.map((name) => uniqueFileName(name, taken));
};

describe('uniqueFileName', () => {
  it('keeps names as people know them, with _ for spaces', () => {
    expect(names('M_Company', 'T_EPS C', 'UP_&_Down', '기업')).toEqual([
      'M_Company',
      'T_EPS_C',
      'UP_&_Down',
      '기업',
    ]);
  });

  it('never leads out of the folder, and is no name that a system keeps for itself', () => {
    expect(names('../../etc/passwd', '..', '.', 'CON', 'a\\b', '', '기'.repeat(300))).toEqual([
      '__.._etc_passwd',
      '_',
      '_-2',
      '_CON',
      'a_b',
      '_-3',
      '기'.repeat(60),
    ]);
  });

  it('gives each sheet a name of its own, on systems too that know no case', () => {
    expect(names('Data', 'DATA', 'data', 'Data-2')).toEqual(['Data', 'DATA-2', 'data-3', 'Data-2-2']);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (sheets) => {
        const files = names(...sheets);
        expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(sheets.length);
        for (const file of files) {
          expect(file).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cs}]|^\.|\.$/u);
          expect(file).not.toBe('');
        }
      }),
    );
  });
});
