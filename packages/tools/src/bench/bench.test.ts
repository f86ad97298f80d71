import { expect, test, vi } from 'vitest';
import { figure, measure, measureMedian } from './kit.mjs';
import { parseFigure } from './run.mjs';

test('figures are lines of a name, a value and a unit; other lines are not', () => {
  expect(parseFigure('week.process_cpu_s 2.31 s')).toEqual({
    name: 'week.process_cpu_s',
    value: 2.31,
    unit: 's',
  });
  expect(parseFigure('week.rows_read 7426 rows')?.value).toBe(7426);
  expect(parseFigure('reading the workbook')).toBeUndefined();
  expect(parseFigure('took 3 s or so')).toBeUndefined();
});

test('a count is printed to the last digit, a measurement to four', () => {
  const print = vi.spyOn(console, 'log').mockReturnValue();
  figure('week.rows_read', 18714, 'rows');
  figure('week.process_cpu_s', 2.601234, 's');
  expect(print.mock.calls).toEqual([['week.rows_read 18714 rows'], ['week.process_cpu_s 2.601 s']]);
  print.mockRestore();
});

test('measuring gives the result back, and counts the runs', async () => {
  const { result, ms, cpuMs } = await measure(() => Promise.resolve(7));
  expect(result).toBe(7);
  expect(Math.min(ms, cpuMs)).toBeGreaterThanOrEqual(0);

  let calls = 0;
  await measureMedian(() => calls++, { runs: 4, warmups: 2 });
  expect(calls).toBe(6);
});
