import { SSF } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf } from './date';

/** SheetJS counts seconds and rounds them; it knows no milliseconds. */
function bySheetJs(serial: number, date1904: boolean): number | null {
  const code: { y: number; m: number; d: number; H: number; M: number; S: number } | null =
    SSF.parse_date_code(serial, { date1904 });
  return code && Date.UTC(code.y, code.m - 1, code.d, code.H, code.M, code.S);
}

/** 1900-02-29, which never was. */
const noSuchDay = (serial: number) => serial >= 60 && serial < 61;

describe('a date', () => {
  it.each([
    [1, false, '1900-01-01T00:00:00.000Z'],
    [59, false, '1900-02-28T00:00:00.000Z'],
    [61, false, '1900-03-01T00:00:00.000Z'],
    [45_933, false, '2025-10-03T00:00:00.000Z'],
    [45_940.5, false, '2025-10-10T12:00:00.000Z'],
    [2_958_465, false, '9999-12-31T00:00:00.000Z'],
    [0, true, '1904-01-01T00:00:00.000Z'],
    [0.25, true, '1904-01-01T06:00:00.000Z'],
    [44_478, true, '2025-10-10T00:00:00.000Z'],
    [2_957_003, true, '9999-12-31T00:00:00.000Z'],
    [45_940 + 1 / 86_400_000, false, '2025-10-10T00:00:00.001Z'],
  ])('of %s, 1904: %s, is %s', (serial, date1904, iso) => {
    expect(dateOf(serial, { date1904 })?.toISOString()).toBe(iso);
  });

  it.each([-1, -1e-9, 60, 60.99, 2_958_466, 1e300, Number.NaN, Number.POSITIVE_INFINITY])(
    'of %s is none',
    (serial) => {
      expect(dateOf(serial)).toBeNull();
    },
  );

  it('of 1904 ends with the same day', () => {
    expect(dateOf(2_957_004, { date1904: true })).toBeNull();
  });

  it('of any second is that second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61 * 86_400, max: 2_900_000 * 86_400 }),
        fc.boolean(),
        (seconds, date1904) => {
          const day0 = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
          expect(dateOf(seconds / 86_400, { date1904 })?.getTime()).toBe(day0 + seconds * 1000);
        },
      ),
    );
  });

  it('is that of SheetJS, which at times rounds a second down', () => {
    const serial = fc.double({ min: 1, max: 2_900_000, noNaN: true });
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 2_900_000 }), fc.boolean(), (at, day, date1904) => {
        fc.pre(!noSuchDay(day + (date1904 ? 1462 : 0)) && !noSuchDay(at + (date1904 ? 1462 : 0)));
        expect(dateOf(day, { date1904 })?.getTime()).toBe(bySheetJs(day, date1904));
        const apart = dateOf(at, { date1904 })!.getTime() - bySheetJs(at, date1904)!;
        expect(Math.abs(apart)).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 1000 },
    );
  });
});
