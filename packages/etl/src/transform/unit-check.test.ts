import { numberColumn } from '@stock-analyzer/schema';
import { expect, it } from 'vitest';
import { otherUnit } from './unit-check';

const usual = [8, -12, 15, 0, 11, 9, null, 436, 13, 7, 10, 14, -3];
const column = (factor: number, common: string | null = null) => ({
  ...numberColumn(
    'ROE (Fwd)',
    usual.map((value) => (value === null ? null : value * factor)),
  ),
  formats: { common, exceptions: new Map<number, string>() },
});

it('finds nothing in a usual column, one with extremes, or in a wild week', () => {
  for (const factor of [1, 0.1, 10]) expect(otherUnit(column(factor), 'fraction', 12)).toBeNull();
});

it('knows percent and basis points where fractions are declared', () => {
  expect(otherUnit(column(100), 'fraction', 12)).toBe('percent');
  expect(otherUnit(column(10_000), 'fraction', 12)).toBe('basis_points');
});

it('knows fractions and basis points where percent is declared', () => {
  expect(otherUnit(column(0.01), 'percent', 12)).toBe('fraction');
  expect(otherUnit(column(100), 'percent', 12)).toBe('basis_points');
});

it('takes a percent format for a fraction, but not a percent sign that is only a character', () => {
  expect(otherUnit(column(1, '0.0%'), 'percent', 12)).toBe('fraction');
  expect(otherUnit(column(1, '0.0"%"'), 'percent', 12)).toBeNull();
  expect(otherUnit(column(1, '0.0%'), 'fraction', 12)).toBeNull();
});

it('says nothing of a handful of values, or of a field without a usual size', () => {
  expect(otherUnit(numberColumn('x', [5000, 6000]), 'fraction', 12)).toBeNull();
  expect(otherUnit(column(10_000), 'fraction', undefined)).toBeNull();
});
