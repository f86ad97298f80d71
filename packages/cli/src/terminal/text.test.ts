import { describe, expect, it } from 'vitest';
import { bytes, companies, counted, percent } from './text';

describe('numbers as texts', () => {
  it('do not let nearly all look like all, nor nearly nothing like nothing', () => {
    expect([100, 99.99, 99.94, 5, 0.04, 0].map(percent)).toEqual([
      '100.0 %',
      '> 99.9 %',
      '99.9 %',
      '5.0 %',
      '< 0.1 %',
      '0.0 %',
    ]);
  });

  it('have separators and units', () => {
    expect(counted(1250, 'companies', 'company')).toBe('1,250 companies');
    expect(counted(1, 'sheets')).toBe('1 sheet');
    expect([200, 3_980_000, 85_300_000].map(bytes)).toEqual(['1 kB', '4.0 MB', '85.3 MB']);
    expect(companies(6177, 6175)).toBe('6,177, 2 (< 0.1 %) with an error');
    expect(companies(400, 400)).toBe('400, none with an error');
  });
});
