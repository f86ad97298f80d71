import { expect, it } from 'vitest';
import { showCount, showMeasure, showNumber, showPercent, showQuantity, showValue } from './numbers';

it('numbers keep four digits, are grouped, and have a true minus sign', () => {
  expect([79.43, -36538, 4559166, 0.155, 1234.5, 0, 10, 436.61, -0.5].map(showNumber)).toEqual([
    '79.43',
    '−36,538',
    '4,559,166',
    '0.155',
    '1,235',
    '0',
    '10',
    '436.6',
    '−0.5',
  ]);
  expect([3e-5, 1e21, Number.POSITIVE_INFINITY].map(showNumber)).toEqual(['0.00003', '1e+21', '∞']);
});

it('a share is never rounded up to all or down to nothing', () => {
  expect([0, 0.001, 99.99, 100, 97.64].map(showPercent)).toEqual([
    '0\u00a0%',
    '0.1\u00a0%',
    '99.9\u00a0%',
    '100\u00a0%',
    '97.6\u00a0%',
  ]);
});

it('a measured figure that is not nothing never reads as nothing', () => {
  expect([0, 0.004, 4.165, 95.1].map(showMeasure)).toEqual(['0', '<0.01', '4.17', '95.1']);
});

it('counts keep every digit', () => {
  expect(showCount(1234567)).toBe('1,234,567');
});

it('values carry their unit; texts stand in quotes, what is missing is a dash', () => {
  expect(showQuantity(1994, 'year')).toBe('1994');
  expect(showQuantity(15.5, 'percent')).toBe('15.5\u00a0%');
  expect(showValue(-108.17, 'multiple')).toBe('−108.2\u00a0×');
  expect(showValue('0x2a', 'percent')).toBe('“0x2a”');
  expect(showValue(null, 'percent')).toBe('–');
});
