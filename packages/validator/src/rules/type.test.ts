import { defineSchema } from '@stock-analyzer/schema';
import { describe, expect, it } from 'vitest';
import { field, problemsOf } from '../testing/rows';
import { createValidator } from '../validator';

describe('type', () => {
  it.each(['15.5', '', true, Number.POSITIVE_INFINITY, {}, [1], 10n, () => 1, Symbol('x'), new Date(0)])(
    'is wrong for a percentage: %o',
    (value) => {
      expect(problemsOf({ 'ROE (Fwd)': value })).toEqual(['wrong_type ROE (Fwd)']);
    },
  );

  it('is wrong for a name: a number, as a Hong Kong ticker turned into one', () => {
    expect(problemsOf({ Ticker: 1398.0 })).toEqual(['wrong_type Ticker']);
  });

  it('takes NaN for missing, as columns do', () => {
    expect(problemsOf({ 'ROE (Fwd)': Number.NaN })).toEqual([]);
  });

  it('wants dates of the calendar and true booleans', () => {
    const schema = defineSchema({
      id: 'days',
      version: '1.0.0',
      fields: [field({ name: 'day', kind: 'date' }), field({ name: 'open', kind: 'boolean' })],
    });
    const rows = [
      { day: '2024-02-29', open: true },
      { day: '2025-02-29', open: false },
      { day: '25/10/03', open: 1 },
      { day: 45933, open: 'yes' },
      { day: null, open: null },
    ];
    const { issues, fields } = createValidator(schema).validate(rows);
    expect(issues.map(({ row, field, value }) => [row, field, value])).toEqual([
      [1, 'day', '2025-02-29'],
      [2, 'day', '25/10/03'],
      [2, 'open', 1],
      [3, 'day', 45933],
      [3, 'open', 'yes'],
    ]);
    expect(fields.map(({ values }) => values)).toEqual([4, 4]);
  });
});
